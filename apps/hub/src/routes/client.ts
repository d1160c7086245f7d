import type { Client } from '@licet/server/accounts'
import type { Context } from 'hono'
import type { HubEnv } from '../deps.ts'

/** Where a request comes from, for the session it begins. */
export function clientOf(c: Context<HubEnv>): Client {
  const header = (name: string): string => c.req.header(name) ?? ''
  return { address: c.var.address, userAgent: header('user-agent'), cookies: header('cookie') }
}

/** Adds complete `Set-Cookie` values to the answer. */
export function addCookies(c: Context<HubEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}
