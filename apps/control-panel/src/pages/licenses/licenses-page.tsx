import type { LicenseRow } from '@licet/api/control'
import { EmptyState, Page, Pane, queryOf, RecordTable, Refusal, RowsSkeleton } from '@licet/ui'
import { Button, Menu } from '@mantine/core'
import { IconCertificate, IconDownload, IconFilterOff, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { GuardedButton } from '../../shell/guarded-button.tsx'
import { licenseColumns } from './license-columns.tsx'
import { LicensesFilters } from './licenses-filters.tsx'
import { type LicensesFilter, licensesQuery } from './licenses-query.ts'
import { RenewManyDialog } from './renew-many-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { StateTabs } from './state-tabs.tsx'
import { ViewsMenu } from './views-menu.tsx'

/** Every license that was ever issued: how many there are in which state, and the way to each. */
export function LicensesPage() {
  const { text, language } = useText()
  const navigate = useNavigate()
  const filter = useSearch({ from: '/frame/licensing' })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [renewing, setRenewing] = useState<readonly LicenseRow[] | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    licensesQuery(filter),
  )
  const rows = data?.pages.flatMap(page => page.licenses) ?? []
  const ticked = rows.filter(row => selected.has(row.id))
  const first = data?.pages[0]
  const filtered = Object.keys(filter).length > 0
  const show = (search: LicensesFilter) => {
    setSelected(new Set())
    void navigate({ to: '/licensing', search, replace: true })
  }
  const issue = (label: string) => (
    <GuardedButton
      permission="license.issue"
      leftSection={<IconPlus size={17} aria-hidden />}
      onClick={() => void navigate({ to: '/licensing/license-new' })}
    >
      {label}
    </GuardedButton>
  )
  return (
    <Page
      title={text('licenses.title')}
      answer={
        first &&
        text(first.totalCapped ? 'licenses.totalMore' : 'licenses.total', {
          count: first.total,
          total: new Intl.NumberFormat(language).format(first.total),
        })
      }
      actions={
        <>
          <ViewsMenu filter={filter} onOpen={show} />
          <ExportMenu filter={filter} />
          {issue(text('licenses.new'))}
        </>
      }
    >
      <StateTabs state={filter.state} onChange={state => show({ ...filter, state })} />
      <LicensesFilters filter={filter} onChange={show} />
      <Refusal error={error} onRetry={() => void refetch()} />
      {ticked.length > 0 && (
        <SelectionBar
          rows={ticked}
          onRenew={() => setRenewing(ticked)}
          onClear={() => setSelected(new Set())}
        />
      )}
      {renewing !== null && (
        <RenewManyDialog
          rows={renewing}
          onClose={() => {
            setRenewing(null)
            setSelected(new Set())
          }}
        />
      )}
      <Pane flush>
        {data === undefined ? (
          <RowsSkeleton rows={10} />
        ) : rows.length > 0 ? (
          <RecordTable
            label={text('licenses.title')}
            columns={licenseColumns(text)}
            rows={rows}
            rowId={row => row.id}
            selection={{ selected, onChange: setSelected, name: row => `${row.customer.name}, ${row.id}` }}
            onMore={hasNextPage ? () => void fetchNextPage() : undefined}
            loadingMore={isFetchingNextPage}
          />
        ) : filtered ? (
          <EmptyState
            icon={IconFilterOff}
            title={text('licenses.noMatchTitle')}
            action={
              <Button variant="default" onClick={() => show({})}>
                {text('ui.clearFilters')}
              </Button>
            }
          >
            {text('licenses.noMatchHelp')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={IconCertificate}
            title={text('licenses.noneTitle')}
            action={issue(text('licenses.noneAction'))}
          >
            {text('licenses.noneHelp')}
          </EmptyState>
        )}
      </Pane>
    </Page>
  )
}

function ExportMenu({ filter }: { filter: LicensesFilter }) {
  const { text } = useText()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {text('ui.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'json'] as const).map(format => (
          <Menu.Item
            key={format}
            component="a"
            href={`/v1/exports/licenses${queryOf({ ...filter, format })}`}
            download
          >
            {text('licenses.exportAll', { format: format.toUpperCase() })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
