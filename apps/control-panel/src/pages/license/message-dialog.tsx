import type { LicenseDetail } from '@licet/api/control'
import { askServer, Dialog, FormActions, useDeed } from '@licet/ui'
import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { CurlButton } from '../../server/curl-button.tsx'

/** What the administrators of its machines read beside their license; emptied, it is taken back. */
export function MessageDialog({ license, onClose }: { license: LicenseDetail; onClose: () => void }) {
  const { text } = useText()
  const [typed, setTyped] = useState(license.message ?? '')
  const body = { text: typed.trim() }
  const path = `/v1/licenses/${encodeURIComponent(license.id)}/message`
  const isChanged = body.text !== (license.message ?? '')
  const send = useDeed({
    run: () => askServer(path, { method: 'POST', body, once: true }),
    done: text(body.text === '' ? 'license.messageBack' : 'license.done.message'),
    onDone: onClose,
  })
  return (
    <Dialog opened onClose={onClose} title={text('license.deed.message')} size="lg">
      <form
        onSubmit={event => {
          event.preventDefault()
          if (isChanged) send.mutate()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {text('license.deedHelp.message')}
          </Text>
          <Textarea
            label={text('license.message')}
            description={text('license.messageHelp')}
            maxLength={500}
            autosize
            minRows={3}
            data-autofocus
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          <FormActions
            deed={send}
            disabled={!isChanged}
            extra={<CurlButton call={isChanged ? { path, body } : null} />}
            onCancel={onClose}
          >
            {text(body.text === '' && license.message !== null ? 'license.takeBack' : 'license.say')}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  )
}
