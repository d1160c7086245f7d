import type { User } from '@licet/api'
import { askServer, Pane, Refusal, SessionTable, StateChip, useDeed } from '@licet/ui'
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { userSessionsQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'

/** Second factor, a new password, and where the account is signed in. */
export function UserSecurityPane({ user }: { user: User }) {
  const { text } = useText()
  const path = `/api/users/${encodeURIComponent(user.id)}`
  const { data: sessions, error } = useQuery(userSessionsQuery(user.id))
  const [password, setPassword] = useState('')
  const reset = useDeed({
    run: () => askServer(`${path}/second-factor`, { method: 'DELETE' }),
    done: text('users.secondFactorReset'),
  })
  const end = useDeed({
    run: () => askServer(`${path}/sessions`, { method: 'DELETE' }),
    done: text('users.sessionsEnded'),
  })
  const change = useDeed({
    run: () => askServer<User>(path, { method: 'PATCH', body: { password } }),
    done: text('users.passwordSet'),
    onDone: () => setPassword(''),
  })
  return (
    <Pane title={text('users.security')}>
      <Stack>
        <Group justify="space-between">
          <Group gap="sm">
            <Text fw={560}>{text('ui.secondFactor')}</Text>
            <StateChip
              tone={user.secondFactor ? 'ok' : 'calm'}
              icon={user.secondFactor ? IconShieldCheck : IconShieldOff}
            >
              {text(user.secondFactor ? 'ui.on' : 'ui.off')}
            </StateChip>
          </Group>
          {user.secondFactor && (
            <Button variant="default" size="xs" loading={reset.isPending} onClick={() => reset.mutate()}>
              {text('users.resetSecondFactor')}
            </Button>
          )}
        </Group>
        <form
          onSubmit={event => {
            event.preventDefault()
            change.mutate()
          }}
        >
          <Group align="flex-end" gap="sm">
            <PasswordInput
              label={text('users.newPassword')}
              description={text('ui.password.rule')}
              value={password}
              onChange={event => setPassword(event.currentTarget.value)}
              autoComplete="new-password"
              flex="1 1 260px"
            />
            <Button type="submit" variant="default" disabled={password === ''} loading={change.isPending}>
              {text('users.setPassword')}
            </Button>
          </Group>
        </form>
        <Refusal error={reset.error ?? change.error ?? end.error ?? error} />
        <Group justify="space-between">
          <Text fw={560}>{text('ui.profile.sessions')}</Text>
          {sessions !== undefined && sessions.sessions.length > 0 && (
            <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate()}>
              {text('users.endSessions')}
            </Button>
          )}
        </Group>
        <SessionTable sessions={sessions?.sessions} />
      </Stack>
    </Pane>
  )
}
