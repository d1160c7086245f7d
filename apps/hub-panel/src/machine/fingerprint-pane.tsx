import type { ActivationReport } from '@licet/api'
import { type Column, CopyableId, FactList, Moment, Pane, RecordTable, StateChip, type Tone } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useMachineText } from '../language/use-machine-text.ts'
import { type Translate, useText } from '../language/use-text.ts'
import classes from './fingerprint-pane.module.css'

type Machine = ActivationReport['machine']
type Component = Machine['components'][number]

const tones: Readonly<Record<NonNullable<Component['comparison']> | Component['outcome'], Tone>> = {
  same: 'ok',
  changed: 'danger',
  missing: 'danger',
  unknown: 'calm',
  new: 'info',
  read: 'ok',
  ignored: 'calm',
}

/** What the machine is known by, component by component, and which of them changed since it was activated. */
export function FingerprintPane({ machine, isBound }: { machine: Machine; isBound: boolean }) {
  const { text } = useText()
  const machineText = useMachineText()
  const { needed } = machine
  const rule = needed === null ? text('machine.neededAll') : text('machine.needed', { needed })
  return (
    <Pane
      title={text('machine.fingerprint')}
      lead={`${text('machine.fingerprintLead')}${isBound ? ` ${rule}` : ''}`}
    >
      <Stack>
        <div className={classes.table}>
          <RecordTable
            label={text('machine.fingerprint')}
            columns={columnsOf(text, machineText, machine.matches !== null)}
            rows={machine.components}
            rowId={component => component.name}
          />
        </div>
        <FactList
          wide
          facts={[
            {
              id: 'uid',
              label: text('machine.uid'),
              value: <CopyableId value={machine.uid} label={text('machine.uid')} kept={17} />,
            },
            {
              id: 'installation',
              label: text('machine.installation'),
              value: (
                <CopyableId value={machine.installationId} label={text('machine.installation')} kept={16} />
              ),
            },
            { id: 'host', label: text('machine.hostname'), value: machine.hostname },
            { id: 'version', label: text('machine.productVersion'), value: machine.productVersion },
            { id: 'read', label: text('machine.readAt'), value: <Moment at={machine.readAt} show="utc" /> },
          ]}
        />
      </Stack>
    </Pane>
  )
}

function columnsOf(
  text: Translate,
  { nameOf, note, source }: ReturnType<typeof useMachineText>,
  isCompared: boolean,
): Column<Component>[] {
  return [
    {
      id: 'component',
      header: text('machine.component'),
      leads: true,
      cell: component => <Text fw={560}>{nameOf(component)}</Text>,
    },
    {
      id: 'compared',
      header: text(isCompared ? 'machine.compared' : 'machine.outcome'),
      cell: ({ comparison, outcome }) => {
        const word = comparison ?? outcome
        return <StateChip tone={tones[word]}>{text(`comparison.${word}`)}</StateChip>
      },
    },
    {
      id: 'source',
      header: text('machine.source'),
      long: true,
      cell: component => (
        <div>
          {component.source === '' && text('machine.notRead')}
          {source(component) !== '' && <code>{source(component)}</code>}
          {note(component) !== '' && (
            <Text size="sm" c="dimmed">
              {note(component)}
            </Text>
          )}
        </div>
      ),
    },
  ]
}
