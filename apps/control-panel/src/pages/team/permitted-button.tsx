import type { Permission } from '@licet/api/control'
import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { ComponentPropsWithoutRef } from 'react'
import { useText } from '../../language/use-text.ts'
import { useSession } from '../../shell/use-session.ts'

type PermittedButtonProps = ButtonProps &
  Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & { permission: Permission }

/** A button for those who may; everybody else sees it too, and why it does not work for them. */
export function PermittedButton({ permission, ...props }: PermittedButtonProps) {
  const { text } = useText()
  const { may } = useSession()
  if (may(permission)) return <Button {...props} />
  return (
    <Tooltip label={text('team.needs', { permission })} events={{ hover: true, focus: true, touch: true }}>
      <Button {...props} aria-disabled data-disabled onClick={event => event.preventDefault()} />
    </Tooltip>
  )
}
