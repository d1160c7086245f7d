import { EmptyState, Pane, Refusal, RowsSkeleton } from '@licet/ui'
import { Stack } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { AnomalyGroup } from './anomaly-group.tsx'
import { CloneList } from './clone-list.tsx'
import { flaggedMachinesQuery } from './heartbeat-queries.ts'
import { anomalies } from './outcome-words.ts'
import { SkewGroup } from './skew-group.tsx'

/** What does not add up: copies of a machine, wrong clocks, other machines, replays. Nothing is decided here by itself. */
export function AnomaliesPane() {
  const { text } = useText()
  const { data, error, refetch } = useInfiniteQuery(flaggedMachinesQuery)
  const suspects = data?.pages.flatMap(page => page.activations) ?? []
  return (
    <Stack gap={20}>
      <Pane title={text('heartbeats.clones')} lead={text('heartbeats.clonesLead')}>
        <Refusal error={error} onRetry={() => void refetch()} />
        {data === undefined && error === null && <RowsSkeleton rows={2} />}
        {data !== undefined && suspects.length === 0 && (
          <EmptyState icon={IconShieldCheck} title={text('heartbeats.noClones')}>
            {text('heartbeats.noClonesHelp')}
          </EmptyState>
        )}
        {suspects.length > 0 && <CloneList machines={suspects} />}
      </Pane>
      {anomalies.map(outcome => (
        <AnomalyGroup key={outcome} outcome={outcome} />
      ))}
      <SkewGroup />
    </Stack>
  )
}
