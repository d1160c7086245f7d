import type { Permission } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { MiddlewareHandler } from 'hono'
import type { Actor, ControlDeps, ControlEnv } from '../deps.ts'
import { mustSetUpSecondFactor } from '../services/second-factor.ts'
import { accessOf } from './access-of.ts'
import { actorOf } from './actor.ts'
import type { Access, ControlApp } from './add-route.ts'

/**
 * Lets a request through to its route, or refuses it, by what the route declared.
 *
 * An account that still has to set up its second factor reaches its session and profile, nothing else.
 *
 * @throws {HttpError} CREDENTIAL_REQUIRED, FORBIDDEN, SECOND_FACTOR_SETUP_REQUIRED
 */
export function authorize(app: ControlApp, deps: ControlDeps): MiddlewareHandler<ControlEnv> {
  return async (c, next) => {
    const access = accessOf(app, c.req.method, c.req.path)
    if (access === 'public') return next()
    const actor = actorOf(c)
    if (!isAllowed(actor, access)) throw new HttpError('FORBIDDEN')
    const personal = access === 'session' || access === 'account'
    if (!personal && (await mustSetUpSecondFactor(deps, actor)))
      throw new HttpError('SECOND_FACTOR_SETUP_REQUIRED')
    return next()
  }
}

function isAllowed(actor: Actor, access: Exclude<Access, 'public'>): boolean {
  if (access === 'session') return true
  if (access === 'account') return actor.kind === 'staff'
  if (access === 'signing.review') return mayReview(actor, 'signing.manage')
  if (access === 'team.review') return mayReview(actor, 'team.manage')
  return actor.permissions.has(access)
}

function mayReview({ permissions, role }: Actor, permission: Permission): boolean {
  return permissions.has(permission) || role === 'auditor'
}
