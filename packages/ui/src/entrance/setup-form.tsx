import { Button, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'
import { useFieldErrors } from '../server/use-field-errors.ts'
import { passwordFault } from './password-rules.ts'

export interface SetupFormProps {
  /** Where the server is set up. */
  path: string
  /** What the button says. */
  action: string
  onDone: (user: { name: string }) => void
}

/** Makes the first account of a server, with the one-time token that the server printed. */
export function SetupForm({ path, action, onDone }: SetupFormProps) {
  const { text, language } = useUiText()
  const { colorScheme } = useMantineColorScheme()
  const fieldErrors = useFieldErrors()
  const [givenToken] = useState(takeTokenFromAddress)
  const form = useForm({
    initialValues: { token: givenToken, name: '', email: '', password: '' },
    validate: {
      password: value => {
        const fault = passwordFault(value)
        return fault === null ? null : text(`password.${fault}`)
      },
    },
    validateInputOnBlur: true,
  })
  const setUp = useDeed({
    run: (values: typeof form.values) =>
      askServer<{ user: { name: string } }>(path, {
        method: 'POST',
        body: {
          ...values,
          token: values.token.trim(),
          email: values.email.trim(),
          language: language === 'de' ? 'de' : 'en',
          theme: colorScheme,
        },
      }),
    onDone: ({ user }) => {
      form.reset()
      onDone(user)
    },
  })
  return (
    <form
      onSubmit={form.onSubmit(values =>
        setUp.mutate(values, { onError: error => form.setErrors(fieldErrors(error)) }),
      )}
    >
      <Stack>
        <TextInput
          label={text('entrance.token')}
          description={text('entrance.tokenHelp')}
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('token')}
        />
        <TextInput
          label={text('entrance.name')}
          required
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <TextInput
          label={text('entrance.email')}
          type="email"
          required
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={text('entrance.password')}
          description={text('password.rule')}
          required
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Refusal error={setUp.error} />
        <Button type="submit" loading={setUp.isPending}>
          {action}
        </Button>
      </Stack>
    </form>
  )
}

/** The link that the server prints carries the token behind `#`, where no server sees it; it does not stay there. */
function takeTokenFromAddress(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''
  if (token !== '') history.replaceState(history.state, '', location.pathname)
  return token
}
