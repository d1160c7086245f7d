import { askServer, Refusal, saveFile, useDeed } from '@licet/ui'
import { Code, FileButton, Group, Stack, Text } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import type { KeysetDraft, KeysetStored } from './signing-queries.ts'

const command = 'licet keyset sign keyset-draft.json --root root-a.json --out keyset.txt'

/** The way of a keyset: draft out, signed by the root key on a machine without network, back in. */
export function KeysetExchange() {
  const { text } = useText()
  const draft = useDeed({
    run: () => askServer<KeysetDraft>('/v1/keyset/draft'),
    onDone: ({ payload }) =>
      saveFile('keyset-draft.json', `${JSON.stringify(payload, null, 2)}\n`, 'application/json'),
  })
  const upload = useDeed({
    run: async (file: File) =>
      askServer<KeysetStored>('/v1/keyset', {
        method: 'POST',
        body: { keyset: (await file.text()).trim() },
        once: true,
      }),
    done: answer => text('keyset.stored', { sequence: answer.sequence }),
  })
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <PermittedButton
          permission="signing.manage"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={draft.isPending}
          onClick={() => draft.mutate()}
        >
          {text('keyset.draft')}
        </PermittedButton>
        <FileButton onChange={file => file && upload.mutate(file)}>
          {({ onClick }) => (
            <PermittedButton
              permission="signing.manage"
              variant="default"
              leftSection={<IconUpload size={16} aria-hidden />}
              loading={upload.isPending}
              onClick={onClick}
            >
              {text('keyset.upload')}
            </PermittedButton>
          )}
        </FileButton>
      </Group>
      <Text size="sm" c="dimmed">
        {text('keyset.offline')}
      </Text>
      <Code block tabIndex={0}>
        {command}
      </Code>
      <Refusal error={draft.error ?? upload.error} />
    </Stack>
  )
}
