import { askServer, useDeed } from '@licet/ui'
import { ActionIcon, Menu, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconDots,
  IconKey,
  IconShieldOff,
  IconTrash,
  IconUserCheck,
  IconUserEdit,
  IconUserOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { useSession } from '../../shell/use-session.ts'
import { type MemberDialog, MemberDialogs } from './member-dialogs.tsx'
import type { StaffMember } from './team-queries.ts'

/** What can be done about an account. */
export function MemberActions({ member }: { member: StaffMember }) {
  const { text } = useText()
  const { may } = useSession()
  const [open, setOpen] = useState<MemberDialog | null>(null)
  const enable = useDeed({
    run: () =>
      askServer(`/v1/staff/${encodeURIComponent(member.id)}`, { method: 'PATCH', body: { enabled: true } }),
    done: text('team.enabledDone', { name: member.name }),
  })
  const allowed = may('team.manage')
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={text('team.actionsOf', { name: member.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!allowed && (
            <Text size="xs" c="dimmed" p="xs" maw={220}>
              {text('team.needs', { permission: 'team.manage' })}
            </Text>
          )}
          <Menu.Item
            disabled={!allowed}
            leftSection={<IconUserEdit size={17} aria-hidden />}
            onClick={() => setOpen('role')}
          >
            {text('team.changeRole')}
          </Menu.Item>
          <Menu.Item
            disabled={!allowed}
            leftSection={<IconKey size={17} aria-hidden />}
            onClick={() => setOpen('password')}
          >
            {text('team.setPassword')}
          </Menu.Item>
          <Menu.Item
            disabled={!allowed || !member.secondFactor}
            leftSection={<IconShieldOff size={17} aria-hidden />}
            onClick={() => setOpen('factor')}
          >
            {text('team.resetFactor')}
          </Menu.Item>
          {member.enabled ? (
            <Menu.Item
              disabled={!allowed}
              leftSection={<IconUserOff size={17} aria-hidden />}
              onClick={() => setOpen('disable')}
            >
              {text('team.disable')}
            </Menu.Item>
          ) : (
            <Menu.Item
              disabled={!allowed}
              leftSection={<IconUserCheck size={17} aria-hidden />}
              onClick={() =>
                enable.mutate(undefined, {
                  onError: error => notifications.show({ message: error.message, color: 'red.9' }),
                })
              }
            >
              {text('team.enable')}
            </Menu.Item>
          )}
          <Menu.Item
            disabled={!allowed}
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={() => setOpen('delete')}
          >
            {text('team.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MemberDialogs member={member} open={open} onClose={() => setOpen(null)} />
    </>
  )
}
