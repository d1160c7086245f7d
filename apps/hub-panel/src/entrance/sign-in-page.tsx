import { Notice, SignInForm } from '@licet/ui'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { aboutQuery, sessionQuery } from '../hub/queries.ts'
import { useNoticeText } from '../language/use-notice-text.ts'

/** Signing in, below what everybody may know about the license. */
export function SignInPage() {
  const router = useRouter()
  const queries = useQueryClient()
  const noticeText = useNoticeText()
  const { to } = useSearch({ from: '/sign-in' })
  const { data: about } = useSuspenseQuery(aboutQuery)
  return (
    <SignInForm
      about={about}
      path="/api/session"
      notice={about.notice !== '' && <Notice>{noticeText(about.notice)}</Notice>}
      onSignedIn={async () => {
        await queries.resetQueries({ queryKey: sessionQuery.queryKey })
        router.history.push(to ?? '/')
      }}
    />
  )
}
