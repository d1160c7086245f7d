import type { User } from '@licet/api'
import {
  type Column,
  EmptyState,
  Moment,
  Page,
  Pane,
  RecordTable,
  Refusal,
  RowsSkeleton,
  SeatMeter,
  StateChip,
  TextLink,
} from '@licet/ui'
import { Button, Menu, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChevronDown,
  IconDownload,
  IconFileImport,
  IconPlus,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { usersQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CreateUserDrawer } from './create-user-drawer.tsx'
import { ImportUsersModal } from './import-users-modal.tsx'
import { UsersFilters } from './users-filters.tsx'

/** Everybody with an account: who they are, when they were last seen, who takes a seat. */
export function UsersPage() {
  const { text } = useText()
  const navigate = useNavigate()
  const { create, ...filter } = useSearch({ from: '/frame/admins/users' })
  const [importing, { open: openImport, close: closeImport }] = useDisclosure(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    usersQuery(filter),
  )
  const users = data?.pages.flatMap(page => page.users) ?? []
  const seats = data?.pages[0]?.seats
  const showCreate = (open: boolean) =>
    void navigate({ to: '/users', search: { ...filter, ...(open ? { create: true as const } : {}) } })
  const filtered = Object.keys(filter).length > 0
  return (
    <Page
      title={text('users.title')}
      answer={
        data?.pages[0] && (
          <>
            {text('users.total', { count: data.pages[0].total })}
            {seats &&
              ` · ${seats.limit === null ? text('license.seatsNoLimit', { count: seats.used }) : text('license.seatsOf', { used: seats.used, limit: seats.limit })}`}
          </>
        )
      }
      actions={
        <>
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
                {text('users.csv')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconFileImport size={17} aria-hidden />} onClick={openImport}>
                {text('users.import')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconDownload size={17} aria-hidden />}
                component="a"
                href="/api/users/export"
                download
              >
                {text('users.export')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => showCreate(true)}>
            {text('users.create')}
          </Button>
        </>
      }
    >
      {seats && (
        <Pane>
          <SeatMeter used={seats.used} limit={seats.limit} />
        </Pane>
      )}
      <UsersFilters
        filter={filter}
        onChange={search => void navigate({ to: '/users', search, replace: true })}
      />
      <Refusal error={error} onRetry={() => void refetch()} />
      {selected.size > 0 && <BulkBar selected={selected} onDone={() => setSelected(new Set())} />}
      <Pane flush>
        {data === undefined ? (
          <RowsSkeleton rows={8} />
        ) : users.length === 0 ? (
          <EmptyState
            icon={IconUsers}
            title={text('users.emptyTitle')}
            action={
              filtered && (
                <Button variant="default" onClick={() => void navigate({ to: '/users', search: {} })}>
                  {text('ui.clearFilters')}
                </Button>
              )
            }
          >
            {text('users.emptyHelp')}
          </EmptyState>
        ) : (
          <RecordTable
            label={text('users.title')}
            columns={userColumns(text)}
            rows={users}
            rowId={user => user.id}
            selection={{ selected, onChange: setSelected, name: user => user.name }}
            onMore={hasNextPage ? () => void fetchNextPage() : undefined}
            loadingMore={isFetchingNextPage}
          />
        )}
      </Pane>
      <CreateUserDrawer opened={create === true} seats={seats} onClose={() => showCreate(false)} />
      <ImportUsersModal opened={importing} onClose={closeImport} />
    </Page>
  )
}

function userColumns(text: ReturnType<typeof useText>['text']): Column<User>[] {
  return [
    {
      id: 'name',
      header: text('users.name'),
      leads: true,
      cell: user => (
        <>
          <TextLink to="/users/$id" params={{ id: user.id }} fw={560} size="sm">
            {user.name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {user.email}
          </Text>
        </>
      ),
    },
    { id: 'role', header: text('users.role'), cell: user => text(`role.${user.role}`) },
    {
      id: 'status',
      header: text('users.status'),
      cell: user => (
        <StateChip tone={user.enabled ? 'ok' : 'calm'}>
          {text(user.enabled ? 'users.enabled' : 'users.disabled')}
        </StateChip>
      ),
    },
    {
      id: 'secondFactor',
      header: text('ui.secondFactor'),
      minor: true,
      cell: user =>
        user.secondFactor ? (
          <StateChip tone="ok" icon={IconShieldCheck}>
            {text('ui.on')}
          </StateChip>
        ) : (
          text('ui.off')
        ),
    },
    { id: 'seen', header: text('users.lastSeen'), cell: user => <Moment at={user.lastSeenAt} /> },
    {
      id: 'seat',
      header: text('users.seat'),
      minor: true,
      cell: user => text(user.enabled ? 'users.takesSeat' : 'users.noSeat'),
    },
  ]
}
