import { DeadEnd } from '@licet/ui'
import { IconLock } from '@tabler/icons-react'
import { Outlet } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import { useSession } from './use-session.ts'

/** Lets administrators through; tells everybody else whom to ask (403). */
export function AdminsOnly() {
  const { text } = useText()
  const { admin } = useSession()
  if (admin) return <Outlet />
  return (
    <DeadEnd icon={IconLock} page={text('shell.forbidden')} title={text('shell.forbiddenTitle')}>
      {text('shell.forbiddenHelp')}
    </DeadEnd>
  )
}
