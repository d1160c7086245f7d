import { hash, timingSafeEqual } from 'node:crypto'
import { isSameSecret, requestHeader } from '@licet/server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Actor, ControlDeps, ControlEnv } from '../deps.ts'
import { sessionActor } from '../services/session-actor.ts'
import { tokenPermissions } from '../services/token-permissions.ts'
import { loadApiTokenByHash, markApiTokenUsed, type StoredApiToken } from '../store/api-tokens.ts'
import { accessOf } from './access-of.ts'
import { adminTokenId, permissionsOf } from './actor.ts'
import type { ControlApp } from './add-route.ts'

const bearer = /^bearer +([\x21-\x7e]{1,512})$/i
const writeEverySeconds = 60

/**
 * Finds out who is asking, from the bearer token or else the session cookie; null for nobody.
 *
 * A bearer token that is wrong is not made good by a cookie beside it. Two `Authorization` headers are no bearer token.
 */
export async function identify(c: Context<ControlEnv>, deps: ControlDeps): Promise<Actor | null> {
  const authorization = requestHeader(c, 'authorization')
  if (authorization !== undefined) return bearerActor(c, deps, authorization)
  const hasSession = requestHeader(c, 'cookie')?.includes(`${deps.auth.cookieName}=`) === true
  return hasSession ? sessionActor(c, deps, c.req.raw.headers) : null
}

/** Leaves who is asking as `actor`. Which routes need whom is the business of {@link authorize}. */
export function credentials(deps: ControlDeps): MiddlewareHandler<ControlEnv> {
  return async (c, next) => {
    // A foreign call was looked at before it got here.
    if (c.get('actor') === undefined) c.set('actor', await identify(c, deps))
    return next()
  }
}

/** Whether the bearer credential of a call is right, on a route that asks for one. */
export function createProof(
  app: ControlApp,
  deps: ControlDeps,
): (c: Context<ControlEnv>) => Promise<boolean> {
  return async c => {
    const { method, path } = c.req
    const isApi = path.startsWith('/v1/') || path === '/metrics'
    if (!isApi || accessOf(app, method, path) === 'public') return false
    const actor = await identify(c, deps)
    c.set('actor', actor)
    return actor !== null
  }
}

async function bearerActor(
  c: Context<ControlEnv>,
  deps: ControlDeps,
  authorization: string,
): Promise<Actor | null> {
  const secret = bearer.exec(authorization)?.[1]
  if (secret === undefined) return null
  const address = c.get('address')
  const { adminToken } = deps.config
  if (adminToken !== null && isSameSecret(secret, { secret: adminToken })) return adminActor(address)
  return secret.startsWith('lct_')
    ? tokenActor(deps, secret, address)
    : sessionActor(c, deps, new Headers({ authorization }))
}

async function tokenActor(deps: ControlDeps, secret: string, address: string): Promise<Actor | null> {
  const { database, clock } = deps
  const digest = hash('sha256', secret)
  const found = await loadApiTokenByHash(database.db, digest)
  if (found === null || !timingSafeEqual(Buffer.from(digest), Buffer.from(found.hash))) return null
  const permissions = await tokenPermissions(database.db, found, clock.now())
  if (permissions === null) return null
  await noteUsed(deps, found, address)
  const { id, name } = found
  return { id, name, kind: 'api_token', role: null, permissions, address }
}

async function noteUsed(
  { database, clock, log }: ControlDeps,
  { id, lastUsedAt }: StoredApiToken,
  address: string,
): Promise<void> {
  const now = clock.now()
  if (lastUsedAt !== null && Math.abs(now - lastUsedAt) < writeEverySeconds) return
  try {
    await markApiTokenUsed(database.accounts, id, now, address)
  } catch (err) {
    // A busy or full disk must not keep a program from reading.
    log.warn({ err }, 'could not note when an API token was last used')
  }
}

function adminActor(address: string): Actor {
  return {
    id: adminTokenId,
    name: 'CONTROL_ADMIN_TOKEN',
    kind: 'admin_token',
    role: 'super_admin',
    permissions: permissionsOf('super_admin'),
    address,
  }
}
