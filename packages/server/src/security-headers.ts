import type { Context, MiddlewareHandler } from 'hono'
import { afterwards } from './afterwards.ts'

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  // Components set computed sizes and colours as attributes; style elements and scripts stay forbidden inline.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The headers of every answer; `noStore` for everything but static files and answers that set their own rule. */
export interface HeaderRules {
  /** Sends HSTS: only where the server itself, or the proxy before it, speaks TLS. */
  tls: boolean
}

/**
 * Returns the headers that protect every answer, as a plain record: an answer that is prepared once can carry them, and
 * then calls {@link markSealed}.
 */
export function securityHeaders({ tls }: HeaderRules): Readonly<Record<string, string>> {
  return Object.freeze({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    ...(tls && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
  })
}

/** Says that this answer carries {@link securityHeaders} and its cache rule already. */
export function markSealed(c: Context): void {
  c.set('sealed', true)
}

/** Adds the security headers to every answer, and `no-store` to those of the API that set no rule of their own. */
export function sealAnswers(rules: HeaderRules): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(rules))
  const seal = (c: Context): void => {
    if (c.get('sealed') === true) return
    const answer = c.res.headers
    for (const [name, value] of headers) answer.set(name, value)
    if (!answer.has('Cache-Control')) answer.set('Cache-Control', 'no-store')
  }
  return (c, next) => afterwards(next(), () => seal(c))
}
