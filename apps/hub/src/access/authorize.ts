import { HttpError } from '@licet/server'
import type { MiddlewareHandler } from 'hono'
import type { Actor, HubDeps, HubEnv } from '../deps.ts'
import { loadSettings } from '../store/settings.ts'
import { loadUser } from '../store/users.ts'
import { actorOf } from './credentials.ts'

/** Who may call a route. */
type Access = 'public' | 'session' | 'account' | 'status:read' | 'metrics:read'

// Whatever is not named here is for administrators only, a route written tomorrow included.
const named: ReadonlyMap<string, ReadonlyMap<string, Access>> = new Map([
  [
    'GET',
    new Map<string, Access>([
      ['/api/about', 'public'],
      ['/api/docs', 'public'],
      ['/api/session', 'session'],
      ['/api/license/status', 'status:read'],
      ['/metrics', 'metrics:read'],
    ]),
  ],
  [
    'POST',
    new Map<string, Access>([
      ['/api/setup', 'public'],
      ['/api/session', 'public'],
    ]),
  ],
  ['PATCH', new Map<string, Access>([['/api/profile', 'account']])],
  ['DELETE', new Map<string, Access>([['/api/session', 'session']])],
])
const prefixes: readonly (readonly [method: string, prefix: string, access: Access])[] = [
  ['GET', '/api/docs/', 'public'],
  ['POST', '/api/profile/', 'account'],
  ['GET', '/api/profile/', 'account'],
  ['DELETE', '/api/profile/', 'account'],
  ['POST', '/api/banners/', 'account'],
]

/**
 * Lets a request through to its route, or refuses it: everything is for administrators unless it is named above.
 *
 * An account that still has to set up its second factor reaches its session and profile, nothing else.
 *
 * @throws {HttpError} CREDENTIAL_REQUIRED, FORBIDDEN, SECOND_FACTOR_SETUP_REQUIRED
 */
export function authorize(deps: HubDeps): MiddlewareHandler<HubEnv> {
  return (c, next) => {
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    const access = accessTo(method, c.req.path)
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

function accessTo(method: string, path: string): Access | undefined {
  const whole = named.get(method)?.get(path)
  return whole ?? prefixes.find(([of, prefix]) => of === method && path.startsWith(prefix))?.[2]
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
