import { Button, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { askHub } from '../hub/hub-client.ts'
import { aboutQuery } from '../hub/queries.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { SignedIn } from '../hub/shapes.ts'
import { useDeed } from '../hub/use-deed.ts'
import { useText } from '../language/use-text.ts'
import { passwordFault } from '../profile/password-rules.ts'
import { EntranceFrame } from './entrance-frame.tsx'
import { SetupDone } from './setup-done.tsx'

/** The first visit: one-time code, first administrator, then what comes next. */
export function SetupPage() {
  const { text, language } = useText()
  const queries = useQueryClient()
  const { colorScheme } = useMantineColorScheme()
  const [doneFor, setDoneFor] = useState<string | null>(null)
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
      askHub<SignedIn>('/api/setup', {
        method: 'POST',
        body: {
          ...values,
          token: values.token.trim(),
          email: values.email.trim(),
          language: language === 'de' ? 'de' : 'en',
          theme: colorScheme,
        },
      }),
    onDone: answer => {
      setDoneFor(answer.user.name)
      form.reset()
      void queries.invalidateQueries({ queryKey: aboutQuery.queryKey })
    },
  })
  if (doneFor !== null) return <SetupDone name={doneFor} />
  return (
    <EntranceFrame title={text('entrance.setup')} lead={text('entrance.setupLead')} wide>
      <form
        onSubmit={form.onSubmit(values =>
          setUp.mutate(values, { onError: error => form.setErrors({ ...error.fields }) }),
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
            {text('entrance.createAdmin')}
          </Button>
        </Stack>
      </form>
    </EntranceFrame>
  )
}

/** The link that the Hub prints carries the token behind `#`, where no server sees it; it does not stay there. */
function takeTokenFromAddress(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''
  if (token !== '') history.replaceState(history.state, '', location.pathname)
  return token
}
