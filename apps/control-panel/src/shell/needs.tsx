import { DeadEnd } from '@licet/ui'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../language/use-text.ts'
import type { Permission } from '../server/shapes.ts'
import { useSession } from './use-session.ts'

/** Shows a page to those who may do something; tells everybody else which permission is missing and who gives it (403). */
export function Needs({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { text } = useText()
  const { may } = useSession()
  if (may(permission)) return children
  return (
    <DeadEnd icon={IconLock} page={text('shell.forbidden')} title={text('shell.forbiddenTitle')}>
      {text('shell.forbiddenHelp', { permission })}
    </DeadEnd>
  )
}
