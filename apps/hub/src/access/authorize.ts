import { HttpError } from '@licet/server'
import type { MiddlewareHandler } from 'hono'
import type { Actor, HubDeps, HubEnv } from '../deps.ts'
import { loadSettings } from '../store/settings.ts'
import { loadUser } from '../store/users.ts'
import { type Access, accessOf } from './access-of.ts'
import { actorOf } from './credentials.ts'

/**
 * Lets a request through to its route, or refuses it: everything is for administrators unless `accessOf` names it.
 *
 * An account that still has to set up its second factor reaches its session and profile, nothing else.
 *
 * @throws {HttpError} CREDENTIAL_REQUIRED, FORBIDDEN, SECOND_FACTOR_SETUP_REQUIRED
 */
export function authorize(deps: HubDeps): MiddlewareHandler<HubEnv> {
  return (c, next) => {
    const access = accessOf(c.req.method, c.req.path)
    if (access === 'public') return next()
    const actor = actorOf(c)
    if (!isAllowed(actor, access)) throw new HttpError('FORBIDDEN')
    const personal = access === 'session' || access === 'account'
    if (actor.kind === 'user' && !personal && mustSetUpSecondFactor(deps, actor)) {
      throw new HttpError('SECOND_FACTOR_SETUP_REQUIRED')
    }
    return next()
  }
}

function isAllowed(actor: Actor, access: Access | undefined): boolean {
  if (access === 'session') return actor.kind === 'user' || actor.kind === 'admin_token'
  if (access === 'account') return actor.kind === 'user'
  if (actor.role === 'admin') return true
  return access !== undefined && actor.scopes?.includes(access) === true
}

/** True for an account that the settings ask for a second factor it does not have yet. */
export function mustSetUpSecondFactor(deps: Pick<HubDeps, 'database'>, actor: Actor): boolean {
  const { requireSecondFactor } = loadSettings(deps.database)
  const asked =
    requireSecondFactor === 'everybody' || (requireSecondFactor === 'admins' && actor.role === 'admin')
  return asked && loadUser(deps.database, actor.id)?.secondFactor === false
}
