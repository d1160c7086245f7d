import type { apiTokenCreated, Permission } from '@licet/api/control'
import { lastSecondOf } from '@licet/license'
import { askServer, Drawer, FormActions, SecretOnce, toDateInput, useDeed, useNow } from '@licet/ui'
import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { z } from 'zod'
import { useText } from '../../language/use-text.ts'
import { permissions } from './team-queries.ts'

type TokenCreated = z.infer<typeof apiTokenCreated>

/** Makes a token for a program and shows it, this once. */
export function CreateTokenDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { text } = useText()
  return (
    <Drawer opened={opened} onClose={onClose} title={text('tokens.create')} size="lg">
      <CreateTokenForm onClose={onClose} />
    </Drawer>
  )
}

function CreateTokenForm({ onClose }: { onClose: () => void }) {
  const { text } = useText()
  const now = useNow()
  const [created, setCreated] = useState<TokenCreated | null>(null)
  const form = useForm<{ name: string; scopes: Permission[]; expires: string }>({
    initialValues: { name: '', scopes: ['read'], expires: '' },
    validate: { scopes: value => (value.length > 0 ? null : text('tokens.scopesRule')) },
  })
  const create = useDeed({
    run: ({ name, scopes, expires }: typeof form.values) => {
      const expiresAt = lastSecondOf(expires)
      return askServer<TokenCreated>('/v1/api-tokens', {
        method: 'POST',
        body: { name: name.trim(), scopes, ...(expiresAt === null ? {} : { expiresAt }) },
        once: true,
      })
    },
    onDone: setCreated,
  })
  if (created !== null) return <NewToken created={created} onClose={onClose} />
  return (
    <form
      onSubmit={form.onSubmit(values =>
        create.mutate(values, { onError: error => form.setErrors({ ...error.fields }) }),
      )}
    >
      <Stack>
        <TextInput
          label={text('tokens.name')}
          description={text('tokens.nameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={text('tokens.scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={6}>
            {permissions.map(permission => (
              <Checkbox
                key={permission}
                value={permission}
                label={text(`team.allows.${permission}`)}
                description={permission}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <TextInput
          type="date"
          label={text('tokens.expires')}
          description={text('tokens.expiresHelp')}
          min={toDateInput(now)}
          {...form.getInputProps('expires')}
        />
        <FormActions deed={create} onCancel={onClose}>
          {text('tokens.createDo')}
        </FormActions>
      </Stack>
    </form>
  )
}

function NewToken({ created, onClose }: { created: TokenCreated; onClose: () => void }) {
  const { text } = useText()
  return (
    <Stack role="status">
      <Text fw={600}>{text('tokens.ready', { name: created.name })}</Text>
      <SecretOnce value={created.token} label={text('tokens.token')} />
      <Code block tabIndex={0}>
        {`curl ${location.origin}/v1/licenses \\\n  -H "Authorization: Bearer ${created.token}"`}
      </Code>
      <Group justify="flex-end">
        <Button onClick={onClose}>{text('tokens.copiedIt')}</Button>
      </Group>
    </Stack>
  )
}
