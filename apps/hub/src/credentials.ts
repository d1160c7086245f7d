import { HttpError, requestHeader } from '@licet/server'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { BearerKeys } from './bearer-keys.ts'
import type { Actor, HubDeps, HubEnv } from './deps.ts'
import { sessionActor } from './services/session-actor.ts'

const bearer = /^bearer +([\x21-\x7e]{1,512})$/i

/**
 * Finds out who is asking, from the bearer token or else the session cookie, and leaves it as `actor`; null for nobody.
 *
 * A bearer token that is wrong is not made good by a cookie beside it. Two `Authorization` headers are no bearer token.
 * Which routes need whom is the business of {@link authorize}.
 */
export function credentials(deps: HubDeps, keys: BearerKeys): MiddlewareHandler<HubEnv> {
  const cookie = `${deps.auth.cookieName}=`
  return (c, next) => {
    const authorization = requestHeader(c, 'authorization')
    if (authorization !== undefined) {
      const secret = bearer.exec(authorization)?.[1]
      const actor = secret === undefined ? null : keys.find(secret, c.get('address'))
      c.set('actor', actor)
      return actor !== null || secret === undefined ? next() : identify(c, deps, next)
    }
    c.set('actor', null)
    return requestHeader(c, 'cookie')?.includes(cookie) ? identify(c, deps, next) : next()
  }
}

async function identify(c: Context<HubEnv>, deps: HubDeps, next: Next): Promise<void> {
  c.set('actor', await sessionActor(c, deps))
  await next()
}

/** Who is asking. @throws {HttpError} CREDENTIAL_REQUIRED when nobody showed a credential. */
export function actorOf(c: Context<HubEnv>): Actor {
  const actor = c.get('actor')
  if (!actor) throw new HttpError('CREDENTIAL_REQUIRED')
  return actor
}
