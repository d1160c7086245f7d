import {
  type Column,
  CopyableId,
  EmptyState,
  Moment,
  Pane,
  RecordTable,
  Refusal,
  RowsSkeleton,
  TextLink,
} from '@licet/ui'
import { Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { type OfflineHistory, offlineHistoryQuery } from './offline-queries.ts'

type Entry = OfflineHistory['entries'][number]

/** Activations by hand, newest first: by staff here, or by customers on the public page. */
export function OfflineHistoryPane() {
  const { text } = useText()
  const { data, error, refetch } = useQuery(offlineHistoryQuery)
  const columns: Column<Entry>[] = [
    { id: 'at', header: text('offline.when'), cell: entry => <Moment at={entry.at} /> },
    {
      id: 'license',
      header: text('offline.license'),
      leads: true,
      cell: entry => (
        <>
          <TextLink to="/licensing/license/$id" params={{ id: entry.licenseId }} size="sm" fw={560}>
            {entry.customer.name}
          </TextLink>
          <Text size="xs" c="dimmed">
            <CopyableId value={entry.licenseId} label={text('offline.license')} />
          </Text>
        </>
      ),
    },
    { id: 'kind', header: text('offline.by'), cell: entry => text(`offline.kind.${entry.kind}`) },
    {
      id: 'installation',
      header: text('offline.installation'),
      minor: true,
      cell: entry =>
        entry.installationId === null ? (
          '–'
        ) : (
          <CopyableId value={entry.installationId} label={text('offline.installation')} />
        ),
    },
    {
      id: 'actor',
      header: text('offline.who'),
      cell: entry => (entry.via === 'page' ? text('offline.viaPage') : entry.actorName),
    },
  ]
  return (
    <Pane title={text('offline.history')} flush>
      <Refusal error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <RowsSkeleton rows={3} />}
      {data?.entries.length === 0 && (
        <EmptyState icon={IconHistory} title={text('offline.noHistory')}>
          {text('offline.noHistoryHelp')}
        </EmptyState>
      )}
      {data !== undefined && data.entries.length > 0 && (
        <RecordTable
          label={text('offline.history')}
          columns={columns}
          rows={data.entries}
          rowId={entry => entry.id}
        />
      )}
    </Pane>
  )
}
