import { askServer, Drawer, FormActions, passwordFault, SecretOnce, useDeed, useFieldErrors } from '@licet/ui'
import { Button, Group, NativeSelect, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { inventPassword } from './invent-password.ts'
import { roles } from './team-queries.ts'

interface Invitation {
  name: string
  email: string
  role: (typeof roles)[number]
  password: string
}

/** Creates an account for a colleague, with a first password that is handed over in person. */
export function InviteDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { text } = useText()
  return (
    <Drawer opened={opened} onClose={onClose} title={text('team.invite')} size="lg">
      <InviteForm onClose={onClose} />
    </Drawer>
  )
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const { text } = useText()
  const [invited, setInvited] = useState<Invitation | null>(null)
  const fieldErrors = useFieldErrors()
  const form = useForm<Invitation>({
    initialValues: { name: '', email: '', role: 'support', password: '' },
    validate: {
      password: value => {
        const fault = passwordFault(value)
        return fault === null ? null : text(`ui.password.${fault}`)
      },
    },
  })
  const create = useDeed({
    run: (values: Invitation) => askServer('/v1/staff', { method: 'POST', body: values, once: true }),
    onDone: (_, values) => setInvited(values),
  })
  if (invited !== null) {
    return (
      <Stack role="status">
        <Text fw={600}>{text('team.invited', { name: invited.name })}</Text>
        <Text size="sm">{text('team.handOver')}</Text>
        <SecretOnce value={invited.password} label={text('ui.entrance.password')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{text('ui.close')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <form
      onSubmit={form.onSubmit(values =>
        create.mutate(values, { onError: error => form.setErrors(fieldErrors(error)) }),
      )}
    >
      <Stack>
        <TextInput label={text('team.name')} required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          type="email"
          label={text('ui.entrance.email')}
          required
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <NativeSelect
          label={text('team.role')}
          description={text(`team.means.${form.values.role}`)}
          data={roles.map(role => ({ value: role, label: text(`team.is.${role}`) }))}
          {...form.getInputProps('role')}
        />
        <PasswordInput
          label={text('team.firstPassword')}
          description={text('ui.password.rule')}
          required
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': text('team.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Group>
          <Button
            variant="default"
            size="xs"
            onClick={() => form.setFieldValue('password', inventPassword())}
          >
            {text('team.inventPassword')}
          </Button>
        </Group>
        <FormActions deed={create} onCancel={onClose}>
          {text('team.inviteDo')}
        </FormActions>
      </Stack>
    </form>
  )
}
