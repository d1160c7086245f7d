import { EmptyState, RecordPane } from '@licet/ui'
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
  const heartbeats = useInfiniteQuery(
    heartbeatsQuery({ ...(outcome && { outcome }), ...(skewed && { skewed }) }, live),
  )
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
      <RecordPane
        query={heartbeats}
        label={text('heartbeats.title')}
        columns={columns}
        rows={heartbeats.data?.pages.flatMap(page => page.heartbeats)}
        rowId={row => row.id}
      >
        <EmptyState icon={IconActivityHeartbeat} title={text('heartbeats.emptyTitle')}>
          {text('heartbeats.emptyHelp')}
        </EmptyState>
      </RecordPane>
      <Text size="sm" c="dimmed" mt="sm">
        {text('heartbeats.signedOnly')}
      </Text>
    </>
  )
}
