import type { MachineView } from '@licet/api/control'
import { askServer, Dialog, FormActions, useDeed } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { CurlButton } from '../../server/curl-button.tsx'
import { GuardedButton } from '../../shell/guarded-button.tsx'
import classes from './machines-pane.module.css'
import { ReasonField } from './reason-field.tsx'

/** What can be decided; the last part of `license.decide.…`. */
type Decision = 'keep' | 'end' | 'endCopy'

/** The last part of the path of each decision. */
const deeds: Readonly<Record<Decision, string>> = {
  keep: 'clear-flag',
  end: 'release',
  endCopy: 'release',
}

/** A machine that may be a copy: somebody decides whether it stays or ends; nothing is killed without that. */
export function MachineDecision({ machine }: { machine: MachineView }) {
  const { text } = useText()
  const [decision, setDecision] = useState<Decision | null>(null)
  // A copy ends alone; whatever else is decided is decided about the machine that it copies.
  const choices: Decision[] = machine.copyOf === null ? ['keep', 'end'] : ['endCopy']
  return (
    <div className={classes.decide}>
      {choices.map(choice => (
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
  const path = `/v1/licenses/${encodeURIComponent(machine.licenseId)}/activations/${encodeURIComponent(machine.id)}/${deeds[decision]}`
  const body = { reason: reason.trim() }
  const decide = useDeed({
    run: () => askServer(path, { method: 'POST', body, once: true }),
    done: text(`license.decided.${decision}`),
    onDone: onClose,
  })
  return (
    <Dialog opened onClose={onClose} size="lg" title={text(`license.decide.${decision}`)}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (body.reason !== '') decide.mutate()
        }}
      >
        <Stack>
          <Text size="sm">{text(`license.decideHelp.${decision}`)}</Text>
          <ReasonField value={reason} onChange={setReason} />
          <FormActions
            deed={decide}
            disabled={body.reason === ''}
            extra={<CurlButton call={body.reason === '' ? null : { path, body }} />}
            onCancel={onClose}
          >
            {text(`license.decide.${decision}`)}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  )
}
