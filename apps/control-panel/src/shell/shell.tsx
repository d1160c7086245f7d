import { AccountMenu, askServer, OfflineStrip, RoutedFrame } from '@licet/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../server/queries.ts'
import { useNavigation } from './use-navigation.ts'
import { useSession } from './use-session.ts'

/** The frame around every page behind the sign-in. */
export function Shell() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const session = useSession()
  const { error, failureReason } = useQuery(sessionQuery)
  const signOut = async () => {
    await askServer('/v1/session', { method: 'DELETE' }).catch(() => null)
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, null)
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <RoutedFrame
      serverNow={session.now}
      evaluation={session.evaluation}
      groups={useNavigation(session.may)}
      tools={
        <AccountMenu
          user={session.user}
          onProfile={() => void navigate({ to: '/profile' })}
          onSignOut={() => void signOut()}
        />
      }
      notices={<OfflineStrip reason={error ?? failureReason} />}
    />
  )
}
