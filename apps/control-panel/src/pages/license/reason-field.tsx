import { Textarea } from '@mantine/core'
import { useText } from '../../language/use-text.ts'

/** Why something is done; kept in the audit log and shown on the license. */
export function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { text } = useText()
  return (
    <Textarea
      label={text('license.reason')}
      description={text('license.reasonHelp')}
      required
      data-autofocus
      maxLength={500}
      autosize
      minRows={2}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
