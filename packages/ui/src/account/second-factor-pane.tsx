import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { Pane } from '../layout/pane.tsx'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'
import { StateChip } from '../state/state-chip.tsx'
import { SecondFactorSetup, type SecondFactorStarted } from './second-factor-setup.tsx'

/** Turns the second factor on, step by step, or off again; both ask for the password. */
export function SecondFactorPane({ path, enabled }: { path: string; enabled: boolean }) {
  const { text } = useUiText()
  const [password, setPassword] = useState('')
  const [started, setStarted] = useState<SecondFactorStarted | null>(null)
  const start = useDeed({
    run: () =>
      askServer<SecondFactorStarted>(`${path}/second-factor`, { method: 'POST', body: { password } }),
    onDone: answer => {
      setPassword('')
      setStarted(answer)
    },
  })
  const stop = useDeed({
    run: () => askServer(`${path}/second-factor`, { method: 'DELETE', body: { password } }),
    done: text('profile.secondFactorOff'),
    onDone: () => setPassword(''),
  })
  return (
    <Pane
      title={text('secondFactor')}
      lead={text('profile.secondFactorLead')}
      aside={
        <StateChip tone={enabled ? 'ok' : 'calm'} icon={enabled ? IconShieldCheck : IconShieldOff}>
          {text(enabled ? 'on' : 'off')}
        </StateChip>
      }
    >
      {started !== null ? (
        <SecondFactorSetup path={path} started={started} onDone={() => setStarted(null)} />
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault()
            if (enabled) stop.mutate()
            else start.mutate()
          }}
        >
          <Stack>
            <Group align="flex-end" gap="sm">
              <PasswordInput
                label={text('profile.currentPassword')}
                value={password}
                onChange={event => setPassword(event.currentTarget.value)}
                autoComplete="current-password"
                flex="0 1 320px"
                required
              />
              <Button
                type="submit"
                variant={enabled ? 'default' : 'filled'}
                disabled={password === ''}
                loading={start.isPending || stop.isPending}
              >
                {text(enabled ? 'profile.turnOff' : 'profile.setUp')}
              </Button>
            </Group>
            <Refusal error={start.error ?? stop.error} />
            {enabled && (
              <Text size="sm" c="dimmed">
                {text('profile.turnOffHint')}
              </Text>
            )}
          </Stack>
        </form>
      )}
    </Pane>
  )
}
