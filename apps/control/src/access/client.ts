import { HttpError } from '@licet/server'
import type { Client, LiveSession } from '@licet/server/accounts'
import type { Context } from 'hono'
import type { ControlEnv } from '../deps.ts'

/** Where a request comes from, for the session it begins. */
export function clientOf(c: Context<ControlEnv>): Client {
  const header = (name: string): string => c.req.header(name) ?? ''
  return { address: c.get('address'), userAgent: header('user-agent'), cookies: header('cookie') }
}

/** Adds complete `Set-Cookie` values to the answer. */
export function addCookies(c: Context<ControlEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

/** The session of this request. @throws {HttpError} CREDENTIAL_REQUIRED */
export function sessionOf(c: Context<ControlEnv>): LiveSession {
  const session = c.get('session')
  if (!session) throw new HttpError('CREDENTIAL_REQUIRED')
  return session
}
