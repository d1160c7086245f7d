import { askServer, Dialog, FormActions, useDeed } from '@licet/ui'
import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import type { ActivationEntry } from './heartbeat-queries.ts'

const decisions = ['clear-flag', 'release'] as const
type Decision = (typeof decisions)[number]

/** What somebody decides about a machine that may have a copy; a reason is kept with it. */
export function CloneDecision({ machine }: { machine: ActivationEntry }) {
  const { text } = useText()
  const [opened, setOpened] = useState(false)
  const [decision, setDecision] = useState<Decision>('clear-flag')
  const [reason, setReason] = useState('')
  const path = `/v1/licenses/${machine.licenseId}/activations/${machine.id}`
  const decide = useDeed({
    run: () =>
      askServer(`${path}/${decision}`, { method: 'POST', body: { reason: reason.trim() }, once: true }),
    done: text('heartbeats.decided'),
    onDone: () => setOpened(false),
  })
  const host = machine.hostname ?? text('heartbeats.noHost')
  return (
    <>
      <PermittedButton
        permission="license.revoke"
        variant="default"
        size="xs"
        aria-label={text('heartbeats.decideOn', { name: host })}
        onClick={() => setOpened(true)}
      >
        {text('heartbeats.decide')}
      </PermittedButton>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={text('heartbeats.decideOn', { name: host })}
      >
        <form
          onSubmit={event => {
            event.preventDefault()
            decide.mutate()
          }}
        >
          <Stack>
            <Radio.Group
              label={text('heartbeats.decision')}
              value={decision}
              onChange={value => setDecision(decisions.find(name => name === value) ?? 'clear-flag')}
            >
              <Stack gap="xs" mt={8}>
                {decisions.map(name => (
                  <Radio
                    key={name}
                    value={name}
                    label={text(`heartbeats.decisions.${name}.name`)}
                    description={text(`heartbeats.decisions.${name}.effect`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Textarea
              label={text('heartbeats.reason')}
              required
              maxLength={500}
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
            />
            <FormActions
              deed={decide}
              disabled={reason.trim() === ''}
              color={decision === 'release' ? 'red.9' : undefined}
              onCancel={() => setOpened(false)}
            >
              {text('heartbeats.decide')}
            </FormActions>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
