import { type Column, CopyableId, RecordTable, StateChip } from '@licet/ui'
import { Group, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../language/use-text.ts'
import type { SweepReport } from './deployment-queries.ts'

type Change = SweepReport['planned'][number]

/** What a sweep would change: counted by kind of change, then one by one. */
export function SweepDiff({ report }: { report: SweepReport }) {
  const { text } = useText()
  const nameOf = useStateName()
  const kindOf = (kind: string) => text(kind === 'license' ? 'sweep.kind.license' : 'sweep.kind.deployment')
  const columns: Column<Change>[] = [
    {
      id: 'id',
      header: text('sweep.what'),
      leads: true,
      cell: change => (
        <>
          {text(`sweep.kind.${change.kind}`)} <CopyableId value={change.id} label={change.id} kept={14} />
        </>
      ),
    },
    { id: 'from', header: text('sweep.from'), cell: change => nameOf(change.from) },
    { id: 'to', header: text('sweep.to'), cell: change => <strong>{nameOf(change.to)}</strong> },
    {
      id: 'reason',
      header: text('sweep.why'),
      cell: change => change.reason,
    },
  ]
  return (
    <>
      <Text fw={560}>{text('sweep.planned', { count: report.plannedTotal, scanned: report.scanned })}</Text>
      <Group gap="xs">
        {report.byTransition.map(({ kind, from, to, count }) => (
          <StateChip key={`${kind} ${from} ${to}`} tone="info" icon={IconArrowRight}>
            {count} × {kindOf(kind)}: {nameOf(from)} → {nameOf(to)}
          </StateChip>
        ))}
      </Group>
      <RecordTable
        label={text('sweep.table')}
        columns={columns}
        rows={report.planned}
        rowId={change => `${change.kind} ${change.id}`}
      />
      {report.planned.length < report.plannedTotal && (
        <Text size="sm" c="dimmed">
          {text('sweep.first', { count: report.planned.length })}
        </Text>
      )}
    </>
  )
}

/** The word for a state of a deployment or a license. */
function useStateName(): (state: string | null) => string {
  const { text } = useText()
  const { t } = useTranslation()
  return state =>
    state === null
      ? text('deployments.never')
      : t([`deployments.state.${state}`, `sweep.state.${state}`, state])
}
