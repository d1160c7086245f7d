import { HttpError, requestHeader } from '@licet/server'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { Actor, HubDeps, HubEnv } from '../deps.ts'
import { sessionActor } from '../services/session-actor.ts'
import { isPublic } from './access-of.ts'
import { type BearerKeys, bearerSecret } from './bearer-keys.ts'

/** Finds out who is asking, from the bearer token or else the session cookie; null for nobody. */
export type Identify = (c: Context<HubEnv>) => Actor | null | Promise<Actor | null>

/**
 * Creates what finds out who is asking.
 *
 * A bearer token that is wrong is not made good by a cookie beside it. Two `Authorization` headers are no bearer token.
 */
export function createIdentify(deps: HubDeps, keys: BearerKeys): Identify {
  const cookie = `${deps.auth.cookieName}=`
  return c => {
    const authorization = requestHeader(c, 'authorization')
    if (authorization !== undefined) {
      const actor = keys.find(authorization, c.get('address'), connectionOf(c))
      const maybeSession = actor === null && bearerSecret(authorization) !== undefined
      return maybeSession ? sessionActor(c, deps, new Headers({ authorization })) : actor
    }
    const hasSession = requestHeader(c, 'cookie')?.includes(cookie) === true
    return hasSession ? sessionActor(c, deps, c.req.raw.headers) : null
  }
}

/** Leaves who is asking as `actor`. Which routes need whom is the business of {@link authorize}. */
export function credentials(identify: Identify): MiddlewareHandler<HubEnv> {
  return (c, next) => {
    // A foreign call was looked at before it got here.
    if (c.get('actor') !== undefined) return next()
    const actor = identify(c)
    if (actor instanceof Promise) return actor.then(late => goOn(c, late, next))
    return goOn(c, actor, next)
  }
}

function goOn(c: Context<HubEnv>, actor: Actor | null, next: Next): Promise<void> {
  c.set('actor', actor)
  return next()
}

/** Whether the bearer credential of a call is right, on a route that asks for one. */
export function createProof(identify: Identify): (c: Context<HubEnv>) => boolean | Promise<boolean> {
  const prove = (c: Context<HubEnv>, actor: Actor | null): boolean => {
    c.set('actor', actor)
    return actor !== null
  }
  return c => {
    if (isPublic(c.req.method, c.req.path)) return false
    const actor = identify(c)
    return actor instanceof Promise ? actor.then(late => prove(c, late)) : prove(c, actor)
  }
}

function connectionOf(c: Context): object | undefined {
  const env: { incoming?: { socket?: object } } | undefined = c.env
  return env?.incoming?.socket
}

/** Who is asking. @throws {HttpError} CREDENTIAL_REQUIRED when nobody showed a credential. */
export function actorOf(c: Context<HubEnv>): Actor {
  const actor = c.get('actor')
  if (!actor) throw new HttpError('CREDENTIAL_REQUIRED')
  return actor
}
