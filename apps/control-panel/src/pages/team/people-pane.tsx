import { type Column, Moment, RecordPane, StateChip } from '@licet/ui'
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
  const staff = useInfiniteQuery(staffQuery)
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
      <RecordPane
        query={staff}
        label={text('team.view.people')}
        columns={columns}
        rows={staff.data?.pages.flatMap(page => page.staff)}
        rowId={member => member.id}
        skeletonRows={4}
      />
      <InviteDrawer opened={inviting} onClose={() => setInviting(false)} />
    </>
  )
}
