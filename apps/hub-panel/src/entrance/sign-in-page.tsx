import { Button, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { askHub } from '../hub/hub-client.ts'
import type { HubError } from '../hub/hub-error.ts'
import { aboutQuery, sessionQuery } from '../hub/queries.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { SignedIn } from '../hub/shapes.ts'
import { speak } from '../language/language.ts'
import { useNoticeText } from '../language/use-notice-text.ts'
import { useText } from '../language/use-text.ts'
import { Notice } from '../notice/notice.tsx'
import { EntranceFrame } from './entrance-frame.tsx'

interface Credentials {
  email: string
  password: string
  code: string
}

/** Signing in: address and password, then, where the account has one, the second factor. */
export function SignInPage() {
  const { text } = useText()
  const router = useRouter()
  const queries = useQueryClient()
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const noticeText = useNoticeText()
  const { to } = useSearch({ from: '/sign-in' })
  const { data: about } = useSuspenseQuery(aboutQuery)
  const form = useForm<Credentials>({ initialValues: { email: '', password: '', code: '' } })
  const signIn = useMutation<SignedIn, HubError, Credentials>({
    gcTime: 0,
    mutationFn: ({ email, password, code }) =>
      askHub<SignedIn>('/api/session', {
        method: 'POST',
        body: { email: email.trim(), password, ...(code === '' ? {} : { code: code.trim() }) },
      }),
    onSuccess: async ({ user }) => {
      if (user.language) await speak(user.language)
      setColorScheme(user.theme)
      await queries.resetQueries({ queryKey: sessionQuery.queryKey })
      router.history.push(to ?? '/')
    },
  })
  const asksForCode =
    signIn.error?.code === 'SECOND_FACTOR_REQUIRED' || signIn.error?.code === 'SECOND_FACTOR_INVALID'
  const needsCode = asksForCode || form.values.code !== ''
  const shown = signIn.error?.code === 'SECOND_FACTOR_REQUIRED' ? null : signIn.error
  return (
    <EntranceFrame title={text('entrance.signIn')} lead={needsCode ? text('entrance.secondStep') : undefined}>
      {about.notice !== '' && <Notice>{noticeText(about.notice)}</Notice>}
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
