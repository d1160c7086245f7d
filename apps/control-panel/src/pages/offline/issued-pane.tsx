import { Notice, Pane } from '@licet/ui'
import { Button, Group, Stack } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import { ActivationCode } from './activation-code.tsx'
import type { OfflineIssued } from './offline-queries.ts'
import { codeParts } from './qr-parts.ts'

/** What was issued: the code for the machine, or the word that it has let go. */
export function IssuedPane({ issued, onAnother }: { issued: OfflineIssued; onAnother: () => void }) {
  const { text } = useText()
  const { activation } = issued
  return (
    <Pane title={text(activation === null ? 'offline.releasedTitle' : 'offline.issuedTitle')}>
      <Stack role="status">
        <Notice tone="ok">{text(activation === null ? 'offline.releasedDone' : 'offline.issuedDone')}</Notice>
        {activation !== null && (
          <ActivationCode
            parts={codeParts(activation)}
            fileName={`activation-${activation.licenseId}.licet`}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onAnother}>
            {text('offline.another')}
          </Button>
        </Group>
      </Stack>
    </Pane>
  )
}
