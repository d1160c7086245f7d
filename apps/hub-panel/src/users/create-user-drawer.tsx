import type { Role, User } from '@licet/api'
import { askServer, Drawer, FormActions, passwordFault, SeatMeter, useDeed, useFieldErrors } from '@licet/ui'
import { PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { SeatUse } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { SeatsExhaustedNotice } from './seats-exhausted-notice.tsx'

/** Creates an account; says before whether a seat is left, and explains a 402 where it happens. */
export function CreateUserDrawer(props: {
  opened: boolean
  seats: SeatUse | undefined
  onClose: () => void
}) {
  const { text } = useText()
  return (
    <Drawer opened={props.opened} onClose={props.onClose} title={text('users.create')}>
      <CreateUserForm seats={props.seats} onClose={props.onClose} />
    </Drawer>
  )
}

function CreateUserForm({ seats, onClose }: { seats: SeatUse | undefined; onClose: () => void }) {
  const { text } = useText()
  const fieldErrors = useFieldErrors()
  const form = useForm<{ name: string; email: string; password: string; role: Role }>({
    initialValues: { name: '', email: '', password: '', role: 'user' },
    validate: {
      password: value => {
        const fault = passwordFault(value)
        return fault === null ? null : text(`ui.password.${fault}`)
      },
    },
  })
  const create = useDeed({
    run: (values: typeof form.values) =>
      askServer<User>('/api/users', {
        method: 'POST',
        body: { ...values, name: values.name.trim(), email: values.email.trim() },
      }),
    done: user => text('users.created', { name: user.name }),
    onDone: onClose,
  })
  const exhausted = create.error?.code === 'SEATS_EXHAUSTED' ? create.error : null
  const left = seats === undefined || seats.limit === null ? null : seats.limit - seats.used
  const submit = (values: typeof form.values) =>
    create.mutate(values, { onError: error => form.setErrors(fieldErrors(error)) })
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        {seats && seats.limit !== null && <SeatMeter used={seats.used} limit={seats.limit} bare />}
        <Text size="sm" c="dimmed" aria-live="polite">
          {left === null
            ? text('users.seatsUnlimited')
            : text(left > 0 ? 'users.seatsLeft' : 'users.seatsNone', {
                count: Math.max(0, left),
                limit: seats?.limit,
              })}
        </Text>
        <TextInput label={text('users.name')} required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={text('ui.entrance.email')}
          type="email"
          required
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={text('ui.entrance.password')}
          description={text('ui.password.rule')}
          required
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Radio.Group label={text('users.role')} {...form.getInputProps('role')}>
          <Stack gap="xs" mt={6}>
            <Radio value="user" label={text('role.user')} description={text('role.userHelp')} />
            <Radio value="admin" label={text('role.admin')} description={text('role.adminHelp')} />
          </Stack>
        </Radio.Group>
        {exhausted && <SeatsExhaustedNotice error={exhausted} onFreed={() => submit(form.values)} />}
        <FormActions deed={exhausted ? { ...create, error: null } : create} onCancel={onClose}>
          {text('users.createDo')}
        </FormActions>
      </Stack>
    </form>
  )
}
