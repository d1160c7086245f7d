import { ProfilePanes } from '@licet/ui'
import { useText } from '../language/use-text.ts'
import { useSession } from '../shell/use-session.ts'

/** One's own account. */
export function ProfilePage() {
  const { text } = useText()
  const { user, mustSetUpSecondFactor } = useSession()
  return (
    <ProfilePanes
      path="/api/profile"
      user={user}
      role={user === null ? '' : text(`role.${user.role}`)}
      mustSetUpSecondFactor={mustSetUpSecondFactor}
    />
  )
}
