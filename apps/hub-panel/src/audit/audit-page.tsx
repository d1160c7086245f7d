import { type Column, CopyableId, EmptyState, Moment, Pane, RecordTable, RowsSkeleton } from '@licet/ui'
import { Anchor, Button, Group, Menu, Text } from '@mantine/core'
import { IconDownload, IconHistoryOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queryOf } from '../hub/hub-client.ts'
import { auditQuery } from '../hub/queries.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { AuditEntry } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { Page } from '../shell/page.tsx'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { ChainPane } from './chain-pane.tsx'
import { useActionName } from './use-action-name.ts'

/** Who did what, when and from where; and whether the record is whole. */
export function AuditLogPage() {
  const { text } = useText()
  const actionName = useActionName()
  const navigate = useNavigate()
  const filter = useSearch({ from: '/frame/admins/audit' })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(filter),
  )
  const entries = data?.pages.flatMap(page => page.entries) ?? []
  const columns: Column<AuditEntry>[] = [
    { id: 'at', header: text('audit.when'), cell: entry => <Moment at={entry.at} show="utc" /> },
    {
      id: 'action',
      header: text('audit.what'),
      leads: true,
      cell: entry => (
        <>
          <Text fw={560} size="sm">
            {actionName(entry.action)}
          </Text>
          <Text size="xs" c="dimmed" className="licet-mono">
            {entry.action}
          </Text>
        </>
      ),
    },
    { id: 'actor', header: text('audit.who'), cell: entry => entry.actorName || entry.actor },
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
  return (
    <Page
      title={text('audit.title')}
      answer={text('audit.lead')}
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {text('shell.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['csv', 'json'] as const).map(format => (
              <Menu.Item
                key={format}
                component="a"
                href={`/api/audit/export${queryOf({ ...filter, format })}`}
                download
              >
                {format.toUpperCase()}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <ChainPane />
      <AuditFilters
        filter={filter}
        onChange={next => void navigate({ to: '/audit', search: next, replace: true })}
      />
      <Refusal error={error} onRetry={() => void refetch()} />
      <Pane flush>
        {data === undefined ? (
          <RowsSkeleton rows={8} />
        ) : entries.length === 0 ? (
          <EmptyState
            icon={IconHistoryOff}
            title={text('audit.emptyTitle')}
            action={
              Object.keys(filter).length > 0 && (
                <Anchor component="button" onClick={() => void navigate({ to: '/audit', search: {} })}>
                  {text('shell.clearFilters')}
                </Anchor>
              )
            }
          >
            {text('audit.emptyHelp')}
          </EmptyState>
        ) : (
          <RecordTable
            label={text('audit.title')}
            columns={columns}
            rows={entries}
            rowId={entry => entry.id}
            onMore={hasNextPage ? () => void fetchNextPage() : undefined}
            loadingMore={isFetchingNextPage}
          />
        )}
      </Pane>
      <Group justify="center">
        <Text size="sm" c="dimmed">
          {data?.pages[0] && text('audit.total', { count: data.pages[0].total })}
        </Text>
      </Group>
    </Page>
  )
}
