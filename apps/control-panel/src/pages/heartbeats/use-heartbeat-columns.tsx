import { type Column, Moment, StateChip, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import type { Heartbeat } from './heartbeat-queries.ts'
import { outcomeTones } from './outcome-words.ts'

/** What a line of the feed says. */
export function useHeartbeatColumns(): Column<Heartbeat>[] {
  const { text } = useText()
  return [
    { id: 'at', header: text('heartbeats.when'), cell: row => <Moment at={row.at} /> },
    {
      id: 'machine',
      header: text('heartbeats.machine'),
      leads: true,
      cell: row => (
        <>
          <Text fw={560} size="sm">
            {row.hostname ?? text('heartbeats.noHost')}
          </Text>
          <Text size="xs" c="dimmed">
            {row.customer.name}
          </Text>
        </>
      ),
    },
    {
      id: 'outcome',
      header: text('heartbeats.outcome'),
      cell: row => (
        <StateChip tone={outcomeTones[row.outcome]}>{text(`heartbeats.ended.${row.outcome}`)}</StateChip>
      ),
    },
    {
      id: 'license',
      header: text('heartbeats.license'),
      minor: true,
      cell: row => (
        <TextLink to="/licensing/license/$id" params={{ id: row.licenseId }} size="sm" className="licet-mono">
          {row.licenseId.slice(0, 14)}…
        </TextLink>
      ),
    },
    { id: 'counter', header: text('heartbeats.counter'), align: 'end', cell: row => row.counter },
    {
      id: 'version',
      header: text('heartbeats.version'),
      minor: true,
      cell: row => <code className="licet-mono">{row.productVersion ?? '–'}</code>,
    },
  ]
}
