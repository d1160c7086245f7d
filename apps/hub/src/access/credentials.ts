import { HttpError, requestHeader } from '@licet/server'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { Actor, HubDeps, HubEnv } from '../deps.ts'
import { sessionActor } from '../services/session-actor.ts'
import { type BearerKeys, bearerSecret } from './bearer-keys.ts'

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
      const actor = keys.find(authorization, c.get('address'), connectionOf(c))
      c.set('actor', actor)
      const maybeSession = actor === null && bearerSecret(authorization) !== undefined
      return maybeSession ? identify(c, deps, next) : next()
    }
    c.set('actor', null)
    return requestHeader(c, 'cookie')?.includes(cookie) ? identify(c, deps, next) : next()
  }
}

function connectionOf(c: Context): object | undefined {
  const env: { incoming?: { socket?: object } } | undefined = c.env
  return env?.incoming?.socket
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
