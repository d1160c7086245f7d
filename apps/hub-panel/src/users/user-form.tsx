import type { User } from '@licet/api'
import { askServer, Refusal, useDeed } from '@licet/ui'
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useText } from '../language/use-text.ts'

/** Name and role of an account; only what was changed is sent. */
export function UserForm({ user }: { user: User }) {
  const { text } = useText()
  const form = useForm({ initialValues: { name: user.name, role: user.role } })
  const save = useDeed({
    run: (values: typeof form.values) =>
      askServer<User>(`/api/users/${encodeURIComponent(user.id)}`, {
        method: 'PATCH',
        body: {
          ...(values.name.trim() === user.name ? {} : { name: values.name.trim() }),
          ...(values.role === user.role ? {} : { role: values.role }),
        },
      }),
    done: text('ui.saved'),
  })
  return (
    <form onSubmit={form.onSubmit(values => save.mutate(values))}>
      <Stack>
        <TextInput label={text('users.name')} required {...form.getInputProps('name')} />
        <NativeSelect
          label={text('users.role')}
          description={text(form.values.role === 'admin' ? 'role.adminHelp' : 'role.userHelp')}
          data={[
            { value: 'user', label: text('role.user') },
            { value: 'admin', label: text('role.admin') },
          ]}
          {...form.getInputProps('role')}
        />
        <Refusal error={save.error} />
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
            {text('ui.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
