import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { Refusal } from '../server/refusal.tsx'

export interface FormActionsProps {
  /** What the form asks for; why that was refused stands above the buttons. */
  deed: { error: unknown; isPending: boolean }
  disabled?: boolean
  /** The colour of the button that does it. */
  color?: string
  /** Stands beside the buttons, before them. */
  extra?: ReactNode
  onCancel: () => void
  /** Given where there is no form around it that could be sent. */
  onSubmit?: () => void
  /** What will be done, on its button. */
  children: ReactNode
}

/** The end of a form in a drawer or a dialog: what the server refused, the way out, and the button that does it. */
export function FormActions(props: FormActionsProps) {
  const { text } = useUiText()
  const { deed, disabled, color, extra, onCancel, onSubmit, children } = props
  return (
    <>
      <Refusal error={deed.error} />
      <Group justify="flex-end">
        {extra}
        <Button variant="default" onClick={onCancel}>
          {text('cancel')}
        </Button>
        <Button
          type={onSubmit ? 'button' : 'submit'}
          color={color}
          disabled={disabled}
          loading={deed.isPending}
          onClick={onSubmit}
        >
          {children}
        </Button>
      </Group>
    </>
  )
}
