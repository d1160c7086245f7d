import { AuditLog } from '@licet/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** Who did what, when and from where; whether the record is whole, and a signed proof of it to take along. */
export function AuditPage() {
  const navigate = useNavigate()
  const filter = useSearch({ from: '/frame/audit' })
  return (
    <AuditLog
      path="/v1/audit"
      filter={filter}
      onFilter={search => void navigate({ to: '/audit', search, replace: true })}
    />
  )
}
