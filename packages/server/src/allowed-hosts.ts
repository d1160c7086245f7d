import type { Context } from 'hono'
import { HttpError } from './http-error.ts'
import { requestHeader } from './request-header.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const remembered = 256

/** Looks at a request and throws when it may not go on; synchronous, so that several make one middleware. */
export type RequestCheck = (c: Context) => void

/**
 * Answers only under names that this server is known by, so that another site cannot reach it by rebinding its own name.
 *
 * Health, metrics and bearer calls without a cookie pass under any name: they carry no credential that a browser adds by
 * itself. A request target in absolute form is refused, because it names a second host.
 *
 * @param names - Host names without port, beside the loopback ones; `*.example.com` covers one level below.
 * @param exempt - Paths that pass under any name.
 * @throws {HttpError} HOST_REFUSED; REQUEST_INVALID for two hosts at once.
 * @see SECURITY-CASES row 128
 */
export function refuseForeignHosts(names: readonly string[], exempt: ReadonlySet<string>): RequestCheck {
  const allowed = new Set([...loopback, ...names.map(name => name.toLowerCase())])
  const verdicts = new Map<string, boolean>()
  return c => {
    const host = requestHeader(c, 'host') ?? hostOfUrl(c.req.url)
    // Two hosts reach us joined by a comma; whoever stands before us may have believed the other one.
    if (host.includes(',')) throw new HttpError('REQUEST_INVALID')
    if (exempt.has(c.req.path)) return
    let known = verdicts.get(host)
    if (known === undefined) {
      known = isAllowed(host, allowed)
      if (verdicts.size < remembered) verdicts.set(host, known)
    }
    if (!known && !isBearerOnly(c)) throw new HttpError('HOST_REFUSED')
    if (isAbsoluteForm(c)) throw new HttpError('HOST_REFUSED')
  }
}

/** True for a call that carries a bearer token and no cookie: nothing a browser sends on its own. */
export function isBearerOnly(c: Context): boolean {
  const authorization = requestHeader(c, 'authorization')
  return (
    authorization !== undefined && /^bearer /i.test(authorization) && requestHeader(c, 'cookie') === undefined
  )
}

function isAllowed(host: string, allowed: ReadonlySet<string>): boolean {
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '')
  if (allowed.has(name)) return true
  const dot = name.indexOf('.')
  return dot > 0 && allowed.has(`*${name.slice(dot)}`)
}

function isAbsoluteForm(c: Context): boolean {
  const env: { incoming?: { url?: string } } | undefined = c.env
  const target = env?.incoming?.url
  return target !== undefined && target.charCodeAt(0) !== 47
}

const hostOfUrl = (url: string): string => new URL(url).host
