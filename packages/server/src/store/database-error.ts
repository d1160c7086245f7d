import { HttpError } from '../http-error.ts'

/**
 * Recognises what SQLite reports when the machine, not the request, is at fault.
 *
 * @returns the refusal to answer with (`DATABASE_BUSY`, `DATABASE_FULL`, `DATABASE_CORRUPT`), or nothing when the error is
 *   something else, a constraint for example.
 * @see https://www.sqlite.org/rescode.html
 */
export function databaseError(thrown: unknown): HttpError | undefined {
  const code = sqliteCode(thrown)
  if (code === undefined) return undefined
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) {
    return new HttpError('DATABASE_BUSY', { cause: thrown, retryAfterSeconds: 2 })
  }
  // A read-only or failing disk cannot take the write either; what helps is the same: look at the disk.
  if (/^SQLITE_(FULL|READONLY|IOERR|CANTOPEN)/.test(code))
    return new HttpError('DATABASE_FULL', { cause: thrown })
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return new HttpError('DATABASE_CORRUPT', { cause: thrown })
  return undefined
}

function sqliteCode(thrown: unknown): string | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth++) {
    const code = 'code' in error ? error.code : undefined
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code
  }
  return undefined
}
