import { EmptyState, Pane, RecordTable, Refusal, RowsSkeleton } from '@licet/ui'
import { Group, NativeSelect, Switch, Text } from '@mantine/core'
import { IconActivityHeartbeat } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { heartbeatsQuery, pollSeconds } from './heartbeat-queries.ts'
import { parseHeartbeatFilter } from './heartbeats-search.ts'
import { isOutcome, outcomeTones } from './outcome-words.ts'
import { useHeartbeatColumns } from './use-heartbeat-columns.tsx'

/** Every question of a machine, newest first; follows by itself while one looks. */
export function FeedPane() {
  const { text } = useText()
  const navigate = useNavigate()
  const columns = useHeartbeatColumns()
  const { outcome, skewed } = useSearch({ from: '/frame/licensing/heartbeats' })
  const [live, setLive] = useState(true)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    heartbeatsQuery({ ...(outcome && { outcome }), ...(skewed && { skewed }) }, live),
  )
  const rows = data?.pages.flatMap(page => page.heartbeats) ?? []
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="md">
        <NativeSelect
          label={text('heartbeats.outcome')}
          value={skewed ? 'skewed' : (outcome ?? '')}
          data={[
            { value: '', label: text('heartbeats.anyOutcome') },
            ...Object.keys(outcomeTones)
              .filter(isOutcome)
              .map(name => ({ value: name, label: text(`heartbeats.ended.${name}`) })),
            { value: 'skewed', label: text('heartbeats.skew') },
          ]}
          onChange={event =>
            void navigate({
              to: '/licensing/heartbeats',
              search: parseHeartbeatFilter(event.currentTarget.value),
            })
          }
        />
        <Switch
          label={text('heartbeats.live', { count: pollSeconds })}
          checked={live}
          onChange={event => setLive(event.currentTarget.checked)}
        />
      </Group>
      <Refusal error={error} onRetry={() => void refetch()} />
      <Pane flush>
        {data === undefined && error === null && <RowsSkeleton />}
        {data !== undefined && rows.length === 0 && (
          <EmptyState icon={IconActivityHeartbeat} title={text('heartbeats.emptyTitle')}>
            {text('heartbeats.emptyHelp')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <RecordTable
            label={text('heartbeats.title')}
            columns={columns}
            rows={rows}
            rowId={row => row.id}
            onMore={hasNextPage ? () => void fetchNextPage() : undefined}
            loadingMore={isFetchingNextPage}
          />
        )}
      </Pane>
      <Text size="sm" c="dimmed" mt="sm">
        {text('heartbeats.signedOnly')}
      </Text>
    </>
  )
}
