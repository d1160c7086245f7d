import { SecretOnce } from '@licet/ui'
import { Button, Code, Group, Stack, Text } from '@mantine/core'
import type { ServiceKeyCreated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'

/** A key just made: the only moment in which it can be copied. */
export function NewKey({ created, onClose }: { created: ServiceKeyCreated; onClose: () => void }) {
  const { text } = useText()
  return (
    <Stack role="status">
      <Text fw={600}>{text('keys.ready', { name: created.name })}</Text>
      <SecretOnce value={created.key} label={text('keys.key')} />
      <Text size="sm" fw={560}>
        {text('keys.try')}
      </Text>
      <Code block tabIndex={0}>
        {`curl ${location.origin}/api/license/status \\\n  -H "Authorization: Bearer ${created.key}"`}
      </Code>
      <Group justify="flex-end">
        <Button onClick={onClose}>{text('keys.copiedIt')}</Button>
      </Group>
    </Stack>
  )
}
