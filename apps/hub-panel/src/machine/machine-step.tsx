import type { ActivationReport } from '@licet/api'
import { CopyableId, FactList, Pane } from '@licet/ui'
import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useText } from '../language/use-text.ts'

/** Step 1: what the request will say about this machine. */
export function MachineStep(props: { machine: ActivationReport['machine']; onNext: () => void }) {
  const { text } = useText()
  const { t, i18n } = useTranslation()
  const { machine, onNext } = props
  return (
    <Pane title={text('manual.stepMachine')} lead={text('manual.machineLead')}>
      <Stack align="flex-start">
        <FactList
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
              .filter(({ outcome }) => outcome === 'read')
              .map(({ name, source }) => ({
                id: name,
                label: i18n.exists(`component.${name}`) ? t(`component.${name}`) : name,
                value: <code>{source}</code>,
              })),
          ]}
        />
        <Button onClick={onNext}>{text('manual.make')}</Button>
      </Stack>
    </Pane>
  )
}
