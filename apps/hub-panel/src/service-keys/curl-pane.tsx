import { CopyButton, Pane } from '@licet/ui'
import { Code, Group, Text } from '@mantine/core'
import { useText } from '../language/use-text.ts'

/** How a product asks: one line to try it from a shell. */
export function CurlPane({ serviceKey = '<service-key>' }: { serviceKey?: string }) {
  const { text } = useText()
  const command = `curl ${location.origin}/api/license/status -H "Authorization: Bearer ${serviceKey}"`
  return (
    <Pane title={text('keys.try')} lead={text('keys.tryLead')}>
      <Group gap="xs" wrap="nowrap" align="start">
        <Code block tabIndex={0} flex={1} miw={0}>
          {command}
        </Code>
        <CopyButton value={command} label={text('keys.command')} />
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {text('keys.cacheHint')}
      </Text>
    </Pane>
  )
}
