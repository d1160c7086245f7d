import { Pane } from '@licet/ui'
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { askHub } from '../hub/hub-client.ts'
import { Refusal } from '../hub/refusal.tsx'
import { useDeed } from '../hub/use-deed.ts'
import { useText } from '../language/use-text.ts'
import { passwordFault } from './password-rules.ts'

/** A new password for oneself; everywhere else one is signed out. */
export function PasswordPane() {
  const { text } = useText()
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: {
      next: value => {
        const fault = passwordFault(value)
        return fault === null ? null : text(`password.${fault}`)
      },
    },
  })
  const change = useDeed({
    run: (body: typeof form.values) => askHub('/api/profile/password', { method: 'POST', body }),
    done: text('profile.passwordChanged'),
    onDone: () => form.reset(),
  })
  return (
    <Pane title={text('profile.password')}>
      <form onSubmit={form.onSubmit(values => change.mutate(values))}>
        <Stack>
          <PasswordInput
            label={text('profile.currentPassword')}
            autoComplete="current-password"
            required
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label={text('profile.newPassword')}
            description={text('password.rule')}
            autoComplete="new-password"
            required
            {...form.getInputProps('next')}
          />
          <Text size="sm" c="dimmed">
            {text('profile.passwordEffect')}
          </Text>
          <Refusal error={change.error} />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {text('profile.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Pane>
  )
}
