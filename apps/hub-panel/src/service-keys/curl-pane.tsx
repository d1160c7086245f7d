import { CopyableId, Pane } from '@licet/ui'
import { Code, Group, Text } from '@mantine/core'
import { useText } from '../language/use-text.ts'

/** How a product asks: one line to try it from a shell. */
export function CurlPane({ serviceKey = '<service-key>' }: { serviceKey?: string }) {
  const { text } = useText()
  const command = `curl ${location.origin}/api/license/status -H "Authorization: Bearer ${serviceKey}"`
  return (
    <Pane title={text('keys.try')} lead={text('keys.tryLead')}>
      <Code block tabIndex={0}>
        {command}
      </Code>
      <Group gap={4} mt="xs">
        <Text size="sm" c="dimmed">
          {text('keys.cacheHint')}
        </Text>
        <CopyableId value={command} label={text('keys.command')} kept={8} />
      </Group>
    </Pane>
  )
}
