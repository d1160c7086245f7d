import { Pane, StateChip } from '@licet/ui'
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useState } from 'react'
import { askHub } from '../hub/hub-client.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { SecondFactorStarted } from '../hub/shapes.ts'
import { useDeed } from '../hub/use-deed.ts'
import { useText } from '../language/use-text.ts'
import { SecondFactorSetup } from './second-factor-setup.tsx'

/** Turns the second factor on, step by step, or off again; both ask for the password. */
export function SecondFactorPane({ enabled }: { enabled: boolean }) {
  const { text } = useText()
  const [password, setPassword] = useState('')
  const [started, setStarted] = useState<SecondFactorStarted | null>(null)
  const start = useDeed({
    run: () =>
      askHub<SecondFactorStarted>('/api/profile/second-factor', { method: 'POST', body: { password } }),
    onDone: answer => {
      setPassword('')
      setStarted(answer)
    },
  })
  const stop = useDeed({
    run: () => askHub('/api/profile/second-factor', { method: 'DELETE', body: { password } }),
    done: text('profile.secondFactorOff'),
    onDone: () => setPassword(''),
  })
  return (
    <Pane
      title={text('users.secondFactor')}
      lead={text('profile.secondFactorLead')}
      aside={
        <StateChip tone={enabled ? 'ok' : 'calm'} icon={enabled ? IconShieldCheck : IconShieldOff}>
          {text(enabled ? 'users.on' : 'users.off')}
        </StateChip>
      }
    >
      {started !== null ? (
        <SecondFactorSetup started={started} onDone={() => setStarted(null)} />
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
