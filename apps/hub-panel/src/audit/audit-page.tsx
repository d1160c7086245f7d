import { AuditLog } from '@licet/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** The Hub's audit log, its filters kept in the address. */
export function AuditLogPage() {
  const navigate = useNavigate()
  const filter = useSearch({ from: '/frame/admins/audit' })
  return (
    <AuditLog
      path="/api/audit"
      filter={filter}
      onFilter={search => void navigate({ to: '/audit', search, replace: true })}
    />
  )
}
