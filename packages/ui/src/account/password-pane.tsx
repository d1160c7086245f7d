import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { passwordFault } from '../entrance/password-rules.ts'
import { useUiText } from '../language/use-ui-text.ts'
import { Pane } from '../layout/pane.tsx'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'
import { useFieldErrors } from '../server/use-field-errors.ts'

/**
 * A new password for oneself; everywhere else one is signed out.
 *
 * @param props.path - The profile's place on the server.
 */
export function PasswordPane({ path }: { path: string }) {
  const { text } = useUiText()
  const fieldErrors = useFieldErrors()
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
    run: (body: typeof form.values) => askServer(`${path}/password`, { method: 'POST', body }),
    done: text('profile.passwordChanged'),
    onDone: () => form.reset(),
  })
  return (
    <Pane title={text('profile.password')}>
      <form
        onSubmit={form.onSubmit(values =>
          change.mutate(values, { onError: error => form.setErrors(fieldErrors(error)) }),
        )}
      >
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
