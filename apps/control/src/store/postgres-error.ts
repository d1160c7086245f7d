import { HttpError } from '@licet/server'

/**
 * Recognises what PostgreSQL reports when the machine, not the request, is at fault.
 *
 * @returns the refusal to answer with, or nothing when the error is something else, a constraint for example.
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
export function postgresError(thrown: unknown): HttpError | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const busy = /^(08|40|55P03|57P|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code) || isPoolTimeout(thrown)
  if (busy) return new HttpError('DATABASE_BUSY', { cause: thrown, retryAfterSeconds: 2 })
  if (/^(53|58|25006)/.test(code)) return new HttpError('DATABASE_FULL', { cause: thrown })
  if (code.startsWith('XX00')) return new HttpError('DATABASE_CORRUPT', { cause: thrown })
  return undefined
}

// pg has no code for these.
function isPoolTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && /timeout exceeded when trying|Connection terminated/.test(thrown.message)
}
