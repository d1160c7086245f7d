import type { Context, MiddlewareHandler } from 'hono'
import { assertOneHost, assertPathTarget, createHostCheck } from './allowed-hosts.ts'
import type { HttpError } from './http-error.ts'
import { requestHeader } from './request-header.ts'
import { createOriginCheck } from './same-origin.ts'

/** What a server is known by, and how a foreign request proves that no browser was led to make it. */
export interface ForeignRules {
  /** Host names without port, beside the loopback ones; `*.example.com` covers one level below. */
  names: readonly string[]
  /** Where people reach the server when a proxy stands in front; null: under its own host. */
  publicUrl: string | null
  /**
   * Whether the bearer credential of a call was found right, on a route that asks for one. A credential that is only present
   * proves nothing: any page can send one. Never true on a public route.
   */
  isProven: (c: Context) => boolean | Promise<boolean>
}

const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz'])

/**
 * Rejects requests under a host name that is not ours, and changes that another site asks a browser to make.
 *
 * Exempt are health, and a call whose bearer credential was found right: a browser never adds one by itself, and a page that
 * holds one needs no disguise. A foreign call with a credential pays for the look at it here; every other request pays nothing.
 *
 * @throws {HttpError} HOST_REFUSED, ORIGIN_REFUSED; REQUEST_INVALID for two hosts at once
 */
export function rejectForeign({ names, publicUrl, isProven }: ForeignRules): MiddlewareHandler {
  const address = publicUrl === null ? null : new URL(publicUrl)
  const checkHost = createHostCheck(address === null ? names : [...names, address.hostname])
  const checkOrigin = createOriginCheck(address?.origin ?? null)
  return (c, next) => {
    assertOneHost(c)
    if (healthPaths.has(c.req.path)) return next()
    assertPathTarget(c)
    const error = checkHost(c) ?? checkOrigin(c)
    if (error === null) return next()
    if (!carriesBearer(c)) throw error
    const proven = isProven(c)
    if (proven instanceof Promise) return proven.then(late => passOr(error, late, next))
    return passOr(error, proven, next)
  }
}

function passOr(error: HttpError, isProven: boolean, next: () => Promise<void>): Promise<void> {
  if (!isProven) throw error
  return next()
}

function carriesBearer(c: Context): boolean {
  return /^bearer /i.test(requestHeader(c, 'authorization') ?? '')
}
