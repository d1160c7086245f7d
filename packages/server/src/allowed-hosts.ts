import type { Context } from 'hono'
import { HttpError } from './http-error.ts'
import { requestHeader } from './request-header.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const rememberedMax = 256

/** Says why a request may not go on, or null; synchronous, so that the usual request waits for nothing. */
export type RequestCheck = (c: Context) => HttpError | null

/**
 * Creates the check of host names: a server responds only under names that it is known by, so that another site cannot reach it by
 * rebinding its own name.
 *
 * @param names - Host names without port, beside the loopback ones; `*.example.com` covers one level below.
 * @returns HOST_REFUSED for a name that is not among them.
 * @see SECURITY-CASES row 128
 */
export function createHostCheck(names: readonly string[]): RequestCheck {
  const allowed = new Set([...loopback, ...names.map(name => name.toLowerCase())])
  const remembered = new Map<string, boolean>()
  return c => {
    const host = hostOf(c)
    let isKnown = remembered.get(host)
    if (isKnown === undefined) {
      isKnown = isAllowed(host, allowed)
      if (remembered.size < rememberedMax) remembered.set(host, isKnown)
    }
    return isKnown ? null : new HttpError('HOST_REFUSED')
  }
}

/** Asserts that a request names one host: two reach us joined by a comma. @throws {HttpError} REQUEST_INVALID */
export function assertOneHost(c: Context): void {
  if (hostOf(c).includes(',')) throw new HttpError('REQUEST_INVALID')
}

/**
 * Asserts that the target of a request is a path: one in absolute form names a second host, and whoever stands before us may have
 * believed that one.
 *
 * @throws {HttpError} HOST_REFUSED
 */
export function assertPathTarget(c: Context): void {
  const env: { incoming?: { url?: string } } | undefined = c.env
  const target = env?.incoming?.url
  if (target !== undefined && target.charCodeAt(0) !== 47) throw new HttpError('HOST_REFUSED')
}

function hostOf(c: Context): string {
  return requestHeader(c, 'host') ?? new URL(c.req.url).host
}

function isAllowed(host: string, allowed: ReadonlySet<string>): boolean {
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '')
  if (allowed.has(name)) return true
  const dot = name.indexOf('.')
  return dot > 0 && allowed.has(`*${name.slice(dot)}`)
}
