import { SignInForm, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import { aboutQuery, sessionQuery } from '../server/queries.ts'

/** Signing in as staff; customers are led to the page that is for them. */
export function SignInPage() {
  const { text } = useText()
  const router = useRouter()
  const queries = useQueryClient()
  const { to } = useSearch({ from: '/sign-in' })
  const { data: about } = useSuspenseQuery(aboutQuery)
  return (
    <SignInForm
      about={about}
      path="/v1/session"
      notice={
        <Text size="sm" c="dimmed">
          {text('entrance.customers')}{' '}
          <TextLink to="/activate" underline="always">
            {text('entrance.activate')}
          </TextLink>
        </Text>
      }
      onSignedIn={async () => {
        await queries.resetQueries({ queryKey: sessionQuery.queryKey })
        router.history.push(to ?? '/')
      }}
    />
  )
}
