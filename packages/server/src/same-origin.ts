import type { Context } from 'hono'
import type { RequestCheck } from './allowed-hosts.ts'
import { HttpError } from './http-error.ts'

/**
 * Creates the check of origins: no change that another site asks a browser to make.
 *
 * An unsafe method with an `Origin` must come from this server's own origin; without one, `Sec-Fetch-Site` must not speak
 * of another site. A client that sends neither header is no browser.
 *
 * @param publicOrigin - `https://hub.example.com` when a proxy stands in front and the `Host` may differ.
 * @returns ORIGIN_REFUSED for a change from another site.
 * @see SECURITY-CASES row 127
 */
export function createOriginCheck(publicOrigin: string | null): RequestCheck {
  return c => {
    const { method } = c.req
    if (method === 'GET' || method === 'HEAD') return null
    const origin = c.req.header('origin')
    const isSame = origin === undefined ? isSameSite(c) : origin === publicOrigin || isOwnOrigin(c, origin)
    return isSame ? null : new HttpError('ORIGIN_REFUSED')
  }
}

function isSameSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  return site === undefined || site === 'same-origin' || site === 'none'
}

// The Host was checked against the list of names before, so equality with it is equality with one of ours.
function isOwnOrigin(c: Context, origin: string): boolean {
  const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
  return origin === `http://${host}` || origin === `https://${host}`
}
