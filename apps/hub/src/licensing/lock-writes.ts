import { HttpError } from '@licet/server'
import type { Context, MiddlewareHandler } from 'hono'
import type { HubDeps, HubEnv } from '../deps.ts'

/** What works in any state of the license: signing in, the license itself, getting out of trouble. */
const breakGlass = [
  /^\/api\/(setup|session)$/,
  /^\/api\/license(\/|$)/,
  /^\/api\/activation(\/|$)/,
  /^\/api\/profile(\/|$)/,
  /^\/api\/banners\//,
  /^\/api\/users\/disable$/,
  /^\/api\/backups(\/|$)/,
]

/**
 * Refuses every other write while a license that says so locks the installation. Reading always works, and so does
 * disabling an account.
 *
 * @throws {HttpError} LICENSE_LOCKED
 */
export function lockWrites({ licensing }: Pick<HubDeps, 'licensing'>): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    await assertWritable(c)
    await next()
  }

  async function assertWritable(c: Context<HubEnv>): Promise<void> {
    const { method, path } = c.req
    if (breakGlass.some(pattern => pattern.test(path))) return
    const { restricts } = await licensing.state()
    if (restricts === 'everything' && !(await disablesAccount(method, path, () => c.req.json()))) {
      throw new HttpError('LICENSE_LOCKED')
    }
  }
}

async function disablesAccount(method: string, path: string, body: () => Promise<unknown>): Promise<boolean> {
  if (method !== 'PATCH' || !/^\/api\/users\/[^/]+$/.test(path)) return false
  const wanted = (await body().catch(() => null)) as Record<string, unknown> | null
  return wanted !== null && Object.keys(wanted).length === 1 && wanted.enabled === false
}
