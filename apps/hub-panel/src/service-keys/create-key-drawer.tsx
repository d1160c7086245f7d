import { lastSecondOf } from '@licet/license'
import { askServer, Drawer, FormActions, toDateInput, useDeed, useNow } from '@licet/ui'
import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Scope, ServiceKeyCreated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { NewKey } from './new-key.tsx'

/** Creates a key for a product and shows it, this once. */
export function CreateKeyDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { text } = useText()
  return (
    <Drawer opened={opened} onClose={onClose} title={text('keys.create')} size="lg">
      <CreateKeyForm onClose={onClose} />
    </Drawer>
  )
}

function CreateKeyForm({ onClose }: { onClose: () => void }) {
  const { text } = useText()
  const now = useNow()
  const [created, setCreated] = useState<ServiceKeyCreated | null>(null)
  const form = useForm<{ name: string; product: string; scopes: Scope[]; expires: string }>({
    initialValues: { name: '', product: '', scopes: ['status:read'], expires: '' },
    validate: {
      product: value =>
        value === '' || /^[a-z0-9][a-z0-9._-]{0,63}$/.test(value) ? null : text('keys.productRule'),
      scopes: value => (value.length > 0 ? null : text('keys.scopesRule')),
    },
  })
  const create = useDeed({
    run: (values: typeof form.values) => {
      const expiresAt = lastSecondOf(values.expires)
      return askServer<ServiceKeyCreated>('/api/service-keys', {
        method: 'POST',
        body: {
          name: values.name.trim(),
          scopes: values.scopes,
          ...(values.product === '' ? {} : { product: values.product }),
          ...(expiresAt === null ? {} : { expiresAt }),
        },
      })
    },
    onDone: setCreated,
  })
  if (created !== null) return <NewKey created={created} onClose={onClose} />
  return (
    <form
      onSubmit={form.onSubmit(values =>
        create.mutate(values, { onError: error => form.setErrors({ ...error.fields }) }),
      )}
    >
      <Stack>
        <TextInput
          label={text('keys.name')}
          description={text('keys.nameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={text('keys.product')}
          description={text('keys.productHelp')}
          placeholder="pika"
          {...form.getInputProps('product')}
        />
        <Checkbox.Group label={text('keys.scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={6}>
            <Checkbox value="status:read" label={text('keys.statusRead')} description="status:read" />
            <Checkbox value="metrics:read" label={text('keys.metricsRead')} description="metrics:read" />
          </Stack>
        </Checkbox.Group>
        <TextInput
          type="date"
          label={text('keys.expires')}
          description={text('keys.expiresHelp')}
          min={toDateInput(now)}
          {...form.getInputProps('expires')}
        />
        <FormActions deed={create} onCancel={onClose}>
          {text('keys.createDo')}
        </FormActions>
      </Stack>
    </form>
  )
}
