import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconTerminal2 } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'
import { curlCommand, type ServerCall } from './curl-command.ts'

/** Copies what a deed asks the server as a line for a shell; null while something is missing for it. */
export function CurlButton({ call }: { call: ServerCall | null }) {
  const { text } = useText()
  return (
    <CopyButton value={call === null ? '' : curlCommand(location.origin, call)} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="subtle"
          size="xs"
          mr="auto"
          visibleFrom="sm"
          disabled={call === null}
          leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconTerminal2 size={15} aria-hidden />}
          onClick={copy}
        >
          {text(copied ? 'ui.copied' : 'curl.copy')}
        </Button>
      )}
    </CopyButton>
  )
}
