import { ProfilePanes } from '@licet/ui'
import { useText } from '../language/use-text.ts'
import { useSession } from './use-session.ts'

/** One's own account. */
export function ProfilePage() {
  const { text } = useText()
  const { user, mustSetUpSecondFactor } = useSession()
  return (
    <ProfilePanes
      path="/v1/profile"
      user={user}
      role={user === null ? '' : text(`role.${user.role}`)}
      mustSetUpSecondFactor={mustSetUpSecondFactor}
    />
  )
}
