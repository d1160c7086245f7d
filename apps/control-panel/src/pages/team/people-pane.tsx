import { type Column, Moment, Pane, RecordTable, Refusal, RowsSkeleton, StateChip } from '@licet/ui'
import { Group, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { InviteDrawer } from './invite-drawer.tsx'
import { MemberActions } from './member-actions.tsx'
import { PermittedButton } from './permitted-button.tsx'
import { type StaffMember, staffQuery } from './team-queries.ts'

/** Everybody with an account. */
export function PeoplePane() {
  const { text } = useText()
  const [inviting, setInviting] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(staffQuery)
  const rows = data?.pages.flatMap(page => page.staff) ?? []
  const columns: Column<StaffMember>[] = [
    {
      id: 'name',
      header: text('team.name'),
      leads: true,
      cell: member => (
        <>
          <Text fw={560} size="sm">
            {member.name}
          </Text>
          <Text size="xs" c="dimmed">
            {member.email}
          </Text>
        </>
      ),
    },
    { id: 'role', header: text('team.role'), cell: member => text(`team.is.${member.role}`) },
    {
      id: 'state',
      header: text('team.account'),
      cell: member => (
        <StateChip tone={member.enabled ? 'ok' : 'calm'}>
          {text(member.enabled ? 'team.enabled' : 'team.disabled')}
        </StateChip>
      ),
    },
    {
      id: 'factor',
      header: text('ui.secondFactor'),
      cell: member => (
        <StateChip tone={member.secondFactor ? 'ok' : 'notice'}>
          {text(member.secondFactor ? 'ui.on' : 'ui.off')}
        </StateChip>
      ),
    },
    { id: 'seen', header: text('team.lastSeen'), cell: member => <Moment at={member.lastSeenAt} /> },
    {
      id: 'actions',
      header: text('ui.actions'),
      align: 'end',
      cell: member => <MemberActions member={member} />,
    },
  ]
  return (
    <>
      <Group justify="flex-end" mb="md">
        <PermittedButton
          permission="team.manage"
          leftSection={<IconUserPlus size={17} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {text('team.invite')}
        </PermittedButton>
      </Group>
      <Refusal error={error} onRetry={() => void refetch()} />
      <Pane flush>
        {data === undefined && error === null && <RowsSkeleton rows={4} />}
        {rows.length > 0 && (
          <RecordTable
            label={text('team.view.people')}
            columns={columns}
            rows={rows}
            rowId={member => member.id}
            onMore={hasNextPage ? () => void fetchNextPage() : undefined}
            loadingMore={isFetchingNextPage}
          />
        )}
      </Pane>
      <InviteDrawer opened={inviting} onClose={() => setInviting(false)} />
    </>
  )
}
