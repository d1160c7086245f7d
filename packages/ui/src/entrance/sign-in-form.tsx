import { Button, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { speak } from '../language/language.ts'
import type { Language } from '../language/language-switch.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import type { ThemeChoice } from '../look/theme-switch.tsx'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import type { ServerError } from '../server/server-error.ts'
import { EntranceFrame, type EntranceFrameProps } from './entrance-frame.tsx'

interface Credentials {
  email: string
  password: string
  code: string
}

interface SignedIn {
  user: { language: Language | null; theme: ThemeChoice }
}

export interface SignInFormProps {
  about: EntranceFrameProps['about']
  /** Where the server makes sessions. */
  path: string
  /** Above the form: what everybody may know. */
  notice?: EntranceFrameProps['children']
  /** The session cookie is set, language and look of the account are taken on. */
  onSignedIn: () => Promise<void>
}

/** Signing in: address and password, then, where the account has one, the second factor. */
export function SignInForm({ about, path, notice, onSignedIn }: SignInFormProps) {
  const { text } = useUiText()
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const form = useForm<Credentials>({ initialValues: { email: '', password: '', code: '' } })
  const signIn = useMutation<SignedIn, ServerError, Credentials>({
    gcTime: 0,
    mutationFn: ({ email, password, code }) =>
      askServer<SignedIn>(path, {
        method: 'POST',
        body: { email: email.trim(), password, ...(code === '' ? {} : { code: code.trim() }) },
      }),
    onSuccess: async ({ user }) => {
      if (user.language) await speak(user.language)
      setColorScheme(user.theme)
      await onSignedIn()
    },
  })
  const asksForCode =
    signIn.error?.code === 'SECOND_FACTOR_REQUIRED' || signIn.error?.code === 'SECOND_FACTOR_INVALID'
  const needsCode = asksForCode || form.values.code !== ''
  const shown = signIn.error?.code === 'SECOND_FACTOR_REQUIRED' ? null : signIn.error
  return (
    <EntranceFrame
      title={text('entrance.signIn')}
      lead={needsCode ? text('entrance.secondStep') : undefined}
      about={about}
    >
      {notice}
      <form onSubmit={form.onSubmit(values => signIn.mutate(values))}>
        <Stack>
          <Refusal error={shown} />
          {!needsCode && (
            <>
              <TextInput
                label={text('entrance.email')}
                type="email"
                autoComplete="username"
                required
                autoFocus
                {...form.getInputProps('email')}
              />
              <PasswordInput
                label={text('entrance.password')}
                autoComplete="current-password"
                required
                {...form.getInputProps('password')}
              />
            </>
          )}
          {needsCode && (
            <TextInput
              label={text('entrance.code')}
              description={text('entrance.codeHelp')}
              inputMode="text"
              autoComplete="one-time-code"
              required
              autoFocus
              {...form.getInputProps('code')}
            />
          )}
          <Button type="submit" fullWidth loading={signIn.isPending}>
            {text(needsCode ? 'entrance.confirm' : 'entrance.signIn')}
          </Button>
          {needsCode && (
            <Button
              variant="subtle"
              onClick={() => {
                form.reset()
                signIn.reset()
              }}
            >
              {text('entrance.otherAccount')}
            </Button>
          )}
        </Stack>
      </form>
    </EntranceFrame>
  )
}
