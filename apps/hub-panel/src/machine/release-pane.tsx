import type { ActivationReleased, ActivationReport } from '@licet/api'
import { askServer, ConfirmByName, Notice, Pane, QrCode, saveFile, useDeed } from '@licet/ui'
import { Button, Checkbox, Stack, Text } from '@mantine/core'
import { IconDownload, IconPlugConnectedX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../language/use-text.ts'

/** Gives the activation up, after its effect was shown and a word was typed; leaves the signed receipt. */
export function ReleasePane({ report }: { report: ActivationReport }) {
  const { text } = useText()
  const [asking, setAsking] = useState(false)
  const [byReceipt, setByReceipt] = useState(report.control.host === null)
  const [released, setReleased] = useState<ActivationReleased | null>(null)
  const release = useDeed({
    run: () =>
      askServer<ActivationReleased>('/api/activation/release', { method: 'POST', body: { byReceipt } }),
    onDone: answer => {
      setAsking(false)
      setReleased(answer)
    },
  })
  if (released !== null) return <Receipt released={released} />
  return (
    <Pane title={text('machine.release')} lead={text('machine.releaseLead')}>
      <Button
        variant="default"
        leftSection={<IconPlugConnectedX size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {text('machine.release')}
      </Button>
      <ConfirmByName
        opened={asking}
        onClose={() => setAsking(false)}
        title={text('machine.releaseTitle')}
        effect={
          <Stack gap="sm">
            <Text size="sm">{text('machine.releaseEffect')}</Text>
            {report.control.host !== null && (
              <Checkbox
                label={text('machine.releaseByReceipt')}
                checked={byReceipt}
                onChange={event => setByReceipt(event.currentTarget.checked)}
              />
            )}
          </Stack>
        }
        word={report.license?.customer ?? text('machine.releaseWord')}
        action={text('machine.release')}
        deed={release}
        onConfirm={() => release.mutate()}
      />
    </Pane>
  )
}

function Receipt({ released }: { released: ActivationReleased }) {
  const { text } = useText()
  return (
    <Pane title={text('machine.receipt')}>
      <Stack align="flex-start">
        <Notice tone={released.online ? 'ok' : 'notice'}>
          {text(released.online ? 'machine.releasedOnline' : 'machine.releasedByReceipt')}
        </Notice>
        <QrCode value={released.receipt} label={text('machine.receipt')} size={240} />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveFile(released.fileName, released.receipt, 'text/plain')}
        >
          {text('machine.saveReceipt')}
        </Button>
      </Stack>
    </Pane>
  )
}
