import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../language/use-text.ts'
import type { Permission } from '../server/shapes.ts'
import { useSession } from './use-session.ts'

export interface GuardedButtonProps extends Omit<ButtonProps, 'children'> {
  permission: Permission
  /** Why it cannot be done now, apart from permissions; empty when it can. */
  obstacle?: string
  onClick: () => void
  children: ReactNode
}

/** A button that stays visible and says why, when it may not be used: the reason is read out and shown on focus. */
export function GuardedButton({ permission, obstacle = '', onClick, ...button }: GuardedButtonProps) {
  const { text } = useText()
  const { may } = useSession()
  const reason = may(permission) ? obstacle : text('shell.needs', { permission })
  return (
    <Tooltip
      label={reason}
      disabled={reason === ''}
      w={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        {...button}
        data-disabled={reason !== '' || undefined}
        aria-disabled={reason !== '' || undefined}
        onClick={() => {
          if (reason === '') onClick()
        }}
      />
    </Tooltip>
  )
}
