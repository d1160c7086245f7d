import { Menu, Text, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { askHub } from '../hub/hub-client.ts'
import { sessionQuery } from '../hub/queries.ts'
import type { Session } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './account-menu.module.css'

/** Who is signed in, the way to the profile, and out. */
export function AccountMenu({ session }: { session: Session }) {
  const { text } = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const name = session.user?.name ?? text('shell.adminToken')
  const signOut = async () => {
    await askHub('/api/session', { method: 'DELETE' }).catch(() => null)
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, null)
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={text('shell.account', { name })}>
          <span className={classes.name}>{name}</span>
          <span className={classes.initials} data-initials={initialsOf(name)} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={600} size="sm">
            {name}
          </Text>
          {session.user && (
            <Text size="xs" c="dimmed">
              {session.user.email}
            </Text>
          )}
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={17} aria-hidden />}
          onClick={() => void navigate({ to: '/profile' })}
        >
          {text('nav.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={17} aria-hidden />} onClick={() => void signOut()}>
          {text('shell.signOut')}
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
