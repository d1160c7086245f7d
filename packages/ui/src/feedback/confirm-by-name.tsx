import { Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { Dialog } from '../layout/dialog.tsx'
import { FormActions, type FormActionsProps } from './form-actions.tsx'

export interface ConfirmByNameProps {
  opened: boolean
  title: string
  /** What happens, in words; shown before the name is asked for. */
  effect: ReactNode
  /** What has to be typed. */
  word: string
  action: string
  deed: FormActionsProps['deed']
  onConfirm: () => void
  onClose: () => void
}

/** A question before a deed that cannot be taken back: shows the effect, asks for a typed name. */
export function ConfirmByName({ opened, title, onClose, ...others }: ConfirmByNameProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <ConfirmBody onClose={onClose} {...others} />
    </Dialog>
  )
}

function ConfirmBody(props: Omit<ConfirmByNameProps, 'opened' | 'title'>) {
  const { text } = useUiText()
  const [typed, setTyped] = useState('')
  const matches = typed.trim() === props.word
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (matches) props.onConfirm()
      }}
    >
      <Stack>
        <div>
          <Text fw={600} size="sm" mb={4}>
            {text('effect')}
          </Text>
          {props.effect}
        </div>
        <TextInput
          label={text('typeToConfirm', { word: props.word })}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <FormActions deed={props.deed} disabled={!matches} color="red.9" onCancel={props.onClose}>
          {props.action}
        </FormActions>
      </Stack>
    </form>
  )
}
