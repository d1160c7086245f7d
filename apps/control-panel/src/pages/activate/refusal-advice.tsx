import { Refusal, ServerError } from '@licet/ui'
import { Anchor, Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import { caseOf } from './help-cases.ts'

/** A refusal with what to do about it, and a link to the place below that says more. */
export function RefusalAdvice({ error, onOpen }: { error: unknown; onOpen: (id: string) => void }) {
  const { text } = useText()
  const known = error instanceof ServerError ? caseOf(error.code) : null
  return (
    <Refusal error={error}>
      {known !== null && (
        <>
          <Text size="sm">{text(`manual.help.${known}.remedy`)}</Text>
          <Anchor
            size="sm"
            href={`#${known}`}
            onClick={event => {
              event.preventDefault()
              onOpen(known)
            }}
          >
            {text('manual.toHelp')}
          </Anchor>
        </>
      )}
    </Refusal>
  )
}
