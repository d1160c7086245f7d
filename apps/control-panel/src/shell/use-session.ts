import { useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../server/queries.ts'
import type { Permission, Session } from '../server/shapes.ts'

const nobody: Session = {
  user: null,
  via: 'account',
  name: '',
  role: null,
  permissions: [],
  expiresAt: null,
  mustSetUpSecondFactor: false,
  evaluation: false,
  version: '',
  now: 0,
  signing: { state: 'ready', reason: '' },
}

/** Who is signed in, and whether they may do something. Behind the guard there always is somebody. */
export function useSession(): Session & { may: (permission: Permission) => boolean } {
  const { data } = useSuspenseQuery(sessionQuery)
  const session = data ?? nobody
  return { ...session, may: permission => session.permissions.includes(permission) }
}
