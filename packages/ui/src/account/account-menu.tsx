import { Menu, Text, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './account-menu.module.css'

export interface AccountMenuProps {
  /** Who is signed in; null with the administrator token, which is nobody's. */
  user: { name: string; email: string } | null
  onProfile: () => void
  onSignOut: () => void
}

/** Who is signed in, the way to the profile, and out. */
export function AccountMenu({ user, onProfile, onSignOut }: AccountMenuProps) {
  const { text } = useUiText()
  const name = user?.name ?? text('adminToken')
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={text('account', { name })}>
          <span className={classes.name}>{name}</span>
          <span className={classes.initials} data-initials={initialsOf(name)} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={600} size="sm">
            {name}
          </Text>
          {user && (
            <Text size="xs" c="dimmed">
              {user.email}
            </Text>
          )}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCircle size={17} aria-hidden />} onClick={onProfile}>
          {text('profilePage')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={17} aria-hidden />} onClick={onSignOut}>
          {text('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map(word => word?.charAt(0).toUpperCase() ?? '')
    .join('')
}
