import type { HeartbeatView, LicenseDetail } from '@licet/api/control'
import { type Column, Moment, Pane, RecordTable, StateChip, TextLink, type Tone } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'

const tones: Readonly<Record<HeartbeatView['outcome'], Tone>> = {
  activated: 'ok',
  renewed: 'ok',
  released: 'calm',
  suspended: 'notice',
  expired: 'notice',
  revoked: 'danger',
  other_machine: 'danger',
  clone_suspected: 'danger',
}

/** The last signed questions of the machines, and what they were answered. */
export function HeartbeatsPane({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  const columns: Column<HeartbeatView>[] = [
    { id: 'at', header: text('ui.audit.when'), cell: row => <Moment at={row.at} /> },
    {
      id: 'host',
      header: text('license.machine'),
      leads: true,
      cell: row => row.hostname ?? text('license.unnamedMachine'),
    },
    {
      id: 'outcome',
      header: text('license.answered'),
      cell: row => <StateChip tone={tones[row.outcome]}>{text(`license.outcome.${row.outcome}`)}</StateChip>,
    },
    { id: 'counter', header: text('license.counter'), align: 'end', cell: row => row.counter },
    {
      id: 'directives',
      header: text('license.told'),
      minor: true,
      cell: row => row.directives.join(', ') || '–',
    },
    { id: 'address', header: text('ui.audit.from'), minor: true, cell: row => row.address || '–' },
  ]
  return (
    <Pane
      title={text('nav.heartbeats')}
      aside={<TextLink to="/licensing/heartbeats">{text('license.allHeartbeats')}</TextLink>}
      flush={license.heartbeats.length > 0}
    >
      {license.heartbeats.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text('license.noHeartbeat')}
        </Text>
      ) : (
        <RecordTable
          label={text('nav.heartbeats')}
          columns={columns}
          rows={license.heartbeats}
          rowId={row => row.id}
        />
      )}
    </Pane>
  )
}
