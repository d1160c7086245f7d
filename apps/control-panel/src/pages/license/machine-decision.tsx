import type { MachineView } from '@licet/api/control'
import { askServer, Refusal, useDeed } from '@licet/ui'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { GuardedButton } from '../../shell/guarded-button.tsx'
import classes from './machines-pane.module.css'
import { ReasonField } from './reason-field.tsx'

type Decision = 'keep' | 'end'

/** The last part of the path of each decision. */
const deeds: Readonly<Record<Decision, string>> = { keep: 'clear-flag', end: 'release' }

/** A machine that may be a copy: somebody decides whether it stays or ends; nothing is killed without that. */
export function MachineDecision({ machine }: { machine: MachineView }) {
  const { text } = useText()
  const [decision, setDecision] = useState<Decision | null>(null)
  return (
    <div className={classes.decide}>
      {(['keep', 'end'] as const).map(choice => (
        <GuardedButton
          key={choice}
          permission="license.revoke"
          size="xs"
          variant="default"
          onClick={() => setDecision(choice)}
        >
          {text(`license.decide.${choice}`)}
        </GuardedButton>
      ))}
      {decision !== null && (
        <DecisionDialog machine={machine} decision={decision} onClose={() => setDecision(null)} />
      )}
    </div>
  )
}

function DecisionDialog(props: { machine: MachineView; decision: Decision; onClose: () => void }) {
  const { text } = useText()
  const { machine, decision, onClose } = props
  const [reason, setReason] = useState('')
  const decide = useDeed({
    run: () =>
      askServer(
        `/v1/licenses/${encodeURIComponent(machine.licenseId)}/activations/${encodeURIComponent(machine.id)}/${deeds[decision]}`,
        { method: 'POST', body: { reason: reason.trim() }, once: true },
      ),
    done: text(`license.decided.${decision}`),
    onDone: onClose,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(`license.decide.${decision}`)}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          if (reason.trim() !== '') decide.mutate()
        }}
      >
        <Stack>
          <Text size="sm">{text(`license.decideHelp.${decision}`)}</Text>
          <ReasonField value={reason} onChange={setReason} />
          <Refusal error={decide.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text('ui.cancel')}
            </Button>
            <Button type="submit" disabled={reason.trim() === ''} loading={decide.isPending}>
              {text(`license.decide.${decision}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
