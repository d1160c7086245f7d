import { useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../hub/queries.ts'
import type { Session } from '../hub/shapes.ts'

const nobody: Session = {
  user: null,
  via: 'account',
  expiresAt: null,
  mustSetUpSecondFactor: false,
  evaluation: false,
  version: '',
  now: 0,
  banners: [],
}

/** Who is signed in. Behind the guard there always is somebody; while signing out there is nobody for a moment. */
export function useSession(): Session & { admin: boolean } {
  const { data } = useSuspenseQuery(sessionQuery)
  const session = data ?? nobody
  return { ...session, admin: session.via === 'token' || session.user?.role === 'admin' }
}
