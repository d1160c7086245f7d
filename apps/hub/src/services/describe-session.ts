import type { session, signedIn } from '@licet/api'
import type { LiveSession } from '@licet/server/accounts'
import type { z } from 'zod'
import { mustSetUpSecondFactor } from '../access/authorize.ts'
import type { Actor, HubDeps } from '../deps.ts'
import { loadKnownUser, loadUser } from '../store/users.ts'
import { bannersFor } from './banners.ts'
import { toSessionUser } from './user-views.ts'

/** Tells who is asking and which banners that is to see. */
export async function describeSession(
  deps: HubDeps,
  actor: Actor,
  live: LiveSession | null,
): Promise<z.infer<typeof session>> {
  const user = actor.kind === 'user' ? loadUser(deps.database, actor.id) : null
  return {
    user: user ? toSessionUser(user) : null,
    via: user ? 'account' : 'token',
    expiresAt: live?.expiresAt ?? null,
    mustSetUpSecondFactor: user !== null && mustSetUpSecondFactor(deps, actor),
    evaluation: deps.config.evaluation,
    version: deps.version,
    now: deps.clock.now(),
    banners: await bannersFor(deps, actor),
  }
}

/** What somebody gets who has just signed in: the token, once, and the account. */
export function describeSignIn(
  { database }: Pick<HubDeps, 'database'>,
  { token, userId }: { token: string; userId: string },
): z.infer<typeof signedIn> {
  return { token, user: toSessionUser(loadKnownUser(database, userId)) }
}
