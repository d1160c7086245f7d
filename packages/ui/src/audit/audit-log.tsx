import { Anchor, Button, Group, Menu, Text } from '@mantine/core'
import { IconDownload, IconHistoryOff } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Moment } from '../clock/moment.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import { EmptyState } from '../layout/empty-state.tsx'
import { Page } from '../layout/page.tsx'
import { askServer, queryOf } from '../server/ask-server.ts'
import { RecordPane } from '../table/record-pane.tsx'
import type { Column } from '../table/record-table.tsx'
import { CopyableId } from '../text/copyable-id.tsx'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import type { AuditFilter, AuditRecord, AuditRecordPage } from './audit-record.ts'
import { ChainPane } from './chain-pane.tsx'
import { useActionName } from './use-action-name.ts'

export interface AuditLogProps {
  /** The audit log's place on the server. */
  path: string
  filter: AuditFilter
  onFilter: (filter: AuditFilter) => void
}

/** Who did what, when and from where; and whether the record is whole. */
export function AuditLog({ path, filter, onFilter }: AuditLogProps) {
  const { text } = useUiText()
  const actionName = useActionName()
  const log = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      askServer<AuditRecordPage>(`${path}${queryOf({ ...filter, cursor: pageParam, limit: 50 })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={text('audit.title')}
      answer={text('audit.lead')}
      actions={<AuditExport path={path} filter={filter} />}
    >
      <ChainPane path={path} />
      <AuditFilters filter={filter} onChange={onFilter} />
      <RecordPane
        query={log}
        rows={log.data?.pages.flatMap(page => page.entries)}
        label={text('audit.title')}
        columns={auditColumns(text, actionName)}
        rowId={entry => entry.id}
        skeletonRows={8}
      >
        <EmptyState
          icon={IconHistoryOff}
          title={text('audit.emptyTitle')}
          action={
            Object.keys(filter).length > 0 && (
              <Anchor component="button" onClick={() => onFilter({})}>
                {text('clearFilters')}
              </Anchor>
            )
          }
        >
          {text('audit.emptyHelp')}
        </EmptyState>
      </RecordPane>
      <Group justify="center">
        <Text size="sm" c="dimmed">
          {log.data?.pages[0] && text('audit.total', { count: log.data.pages[0].total })}
        </Text>
      </Group>
    </Page>
  )
}

function AuditExport({ path, filter }: { path: string; filter: AuditFilter }) {
  const { text } = useUiText()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {text('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'json'] as const).map(format => (
          <Menu.Item
            key={format}
            component="a"
            href={`${path}/export${queryOf({ ...filter, format })}`}
            download
          >
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function auditColumns(
  text: ReturnType<typeof useUiText>['text'],
  actionName: ReturnType<typeof useActionName>,
): Column<AuditRecord>[] {
  return [
    { id: 'at', header: text('audit.when'), cell: entry => <Moment at={entry.at} show="utc" /> },
    {
      id: 'action',
      header: text('audit.what'),
      leads: true,
      cell: entry => (
        <>
          <Text fw={560} size="sm">
            {actionName(entry.action, entry.detail)}
          </Text>
          <Text size="xs" c="dimmed" className="licet-mono">
            {entry.action}
          </Text>
        </>
      ),
    },
    {
      id: 'actor',
      header: text('audit.who'),
      cell: ({ actor, actorName, actorKind }) => {
        const name = actorName || actor
        // A machine without a name goes by its hash.
        const isHash = /^\S{40,}$/.test(name)
        return (
          <>
            {isHash ? <CopyableId value={name} label={text('audit.who')} kept={18} /> : <bdi>{name}</bdi>}
            <Text size="xs" c="dimmed">
              {text(`audit.kinds.${actorKind}`)}
            </Text>
          </>
        )
      },
    },
    {
      id: 'target',
      header: text('audit.target'),
      cell: entry =>
        entry.target === '' ? (
          '–'
        ) : (
          <CopyableId value={entry.target} label={text('audit.target')} kept={18} />
        ),
    },
    { id: 'address', header: text('audit.from'), minor: true, cell: entry => entry.address || '–' },
    {
      id: 'detail',
      header: text('audit.detail'),
      align: 'end',
      cell: entry => <AuditDetail entry={entry} />,
    },
  ]
}
