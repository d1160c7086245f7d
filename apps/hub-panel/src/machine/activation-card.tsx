import type { ActivationReport } from '@licet/api'
import { CopyableId, type Fact, FactList, Moment, Pane, StateChip } from '@licet/ui'
import { List, Text } from '@mantine/core'
import { useMachineText } from '../language/use-machine-text.ts'
import { useText } from '../language/use-text.ts'
import { activationTones } from './activation-tones.ts'

/** The answer: the state in a word, every cause by name, and the dates that the activation lives by. */
export function ActivationCard({ report }: { report: ActivationReport }) {
  const { text } = useText()
  const { actor } = useMachineText()
  const { activation, graceEndsAt, advanced, causes, state } = report
  const facts: Fact[] = [
    ...(graceEndsAt === null
      ? []
      : [{ id: 'grace', label: text('machine.worksUntil'), value: <Moment at={graceEndsAt} show="utc" /> }]),
    ...(activation === null
      ? []
      : [
          {
            id: 'id',
            label: text('machine.activationId'),
            value: <CopyableId value={activation.id} label={text('machine.activationId')} />,
          },
          {
            id: 'issued',
            label: text('machine.issued'),
            value: <Moment at={activation.issuedAt} show="utc" />,
          },
          {
            id: 'lease',
            label: text('machine.leaseEnds'),
            value: <Moment at={activation.leaseEndsAt} show="utc" />,
          },
          { id: 'by', label: text('machine.storedBy'), value: actor(activation.storedBy) },
        ]),
    ...(advanced.licenseKey === null
      ? []
      : [{ id: 'key', label: text('machine.licenseKey'), value: <code>{advanced.licenseKey}</code> }]),
  ]
  return (
    <Pane
      title={text('machine.status')}
      aside={
        <StateChip tone={activationTones[state]} size="lg">
          {text(`machineState.${state}`)}
        </StateChip>
      }
    >
      {causes.length > 0 && (
        <>
          <Text fw={600} size="sm" mb={4}>
            {text(activation === null ? 'machine.causesFirst' : 'machine.causes')}
          </Text>
          <List size="sm" mb="md">
            {causes.map(cause => (
              <List.Item key={cause}>{text(`machineCause.${cause}`)}</List.Item>
            ))}
          </List>
        </>
      )}
      {facts.length > 0 && <FactList facts={facts} wide />}
    </Pane>
  )
}
