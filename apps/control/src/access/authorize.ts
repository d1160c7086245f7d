import type { Permission } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { MiddlewareHandler } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import type { Actor, ControlDeps, ControlEnv } from '../deps.ts'
import { mustSetUpSecondFactor } from '../services/second-factor.ts'
import { actorOf } from './actor.ts'
import { type Access, type ControlApp, declaredRoutes } from './add-route.ts'

/**
 * Lets a request through to its route, or refuses it. It looks the route up as the application itself does, so that whatever is
 * reached is judged by what it declared; a path without a route needs a credential to learn even that.
 *
 * An account that still has to set up its second factor reaches its session and profile, nothing else.
 *
 * @throws {HttpError} CREDENTIAL_REQUIRED, FORBIDDEN, SECOND_FACTOR_SETUP_REQUIRED
 */
export function authorize(app: ControlApp, deps: ControlDeps): MiddlewareHandler<ControlEnv> {
  let router: TrieRouter<Access> | undefined
  return async (c, next) => {
    router ??= routerOf(app)
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    const access = router.match(method, c.req.path)[0][0]?.[0] ?? 'session'
    if (access === 'public') return next()
    const actor = actorOf(c)
    if (!isAllowed(actor, access)) throw new HttpError('FORBIDDEN')
    const personal = access === 'session' || access === 'account'
    if (!personal && (await mustSetUpSecondFactor(deps, actor)))
      throw new HttpError('SECOND_FACTOR_SETUP_REQUIRED')
    return next()
  }
}

function routerOf(app: ControlApp): TrieRouter<Access> {
  const router = new TrieRouter<Access>()
  for (const { method, path, access } of declaredRoutes(app)) router.add(method, path, access)
  return router
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
