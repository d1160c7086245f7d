import type { ActivationReport } from '@licet/api'
import { CopyableId, FactList, Pane } from '@licet/ui'
import { Button, Group, Stack } from '@mantine/core'
import { useMachineText } from '../language/use-machine-text.ts'
import { useText } from '../language/use-text.ts'

/** Step 1: what the request will say about this machine. */
export function MachineStep(props: { machine: ActivationReport['machine']; onNext: () => void }) {
  const { text } = useText()
  const { nameOf, note } = useMachineText()
  const { machine, onNext } = props
  return (
    <Pane title={text('manual.stepMachine')} lead={text('manual.machineLead')}>
      <Stack>
        <FactList
          wide
          facts={[
            {
              id: 'installation',
              label: text('machine.installation'),
              value: (
                <CopyableId value={machine.installationId} label={text('machine.installation')} kept={16} />
              ),
            },
            { id: 'host', label: text('machine.hostname'), value: machine.hostname },
            { id: 'version', label: text('machine.productVersion'), value: machine.productVersion },
            ...machine.components
              .filter(({ name, outcome }) => outcome === 'read' && name !== 'product')
              .map(component => ({
                id: component.name,
                label: nameOf(component),
                value: note(component),
              })),
          ]}
        />
        <Group>
          <Button onClick={onNext}>{text('manual.make')}</Button>
        </Group>
      </Stack>
    </Pane>
  )
}
