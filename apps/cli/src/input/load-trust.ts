import { parseTrust, type Trust } from '@licet/license'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { readJson } from './read-input.ts'

/**
 * The trust named by `--trust`, else by `LICET_TRUST_FILE`.
 *
 * @throws {CliError} TRUST_MISSING where none is named or it holds no key, TRUST_UNREADABLE
 * @throws {LicenseError} TRUST_* for a file that holds something else than it should
 */
export async function loadTrust(context: Context, option: string | undefined): Promise<Trust> {
  const trust = await loadTrustIfNamed(context, option)
  if (trust === null) throw new CliError('TRUST_MISSING')
  if (trust.keys.size === 0) throw new CliError('TRUST_MISSING', 'the trust file holds no key')
  return trust
}

/** The same, but `null` where nobody named a trust file. @throws {CliError} TRUST_UNREADABLE @throws {LicenseError} TRUST_* */
export async function loadTrustIfNamed(context: Context, option: string | undefined): Promise<Trust | null> {
  const path = option ?? (context.env.LICET_TRUST_FILE || undefined)
  return path === undefined ? null : parseTrust(await readTrustFile(context, path))
}

/** When something is judged: at the moment that was asked for, else now, but never before what the build knows to have passed. */
export function evaluatedAt(context: Context, trust: Trust, asked: number | undefined): number {
  return asked ?? Math.max(context.now(), trust.floor.time)
}

async function readTrustFile(context: Context, path: string): Promise<unknown> {
  try {
    return await readJson(context, path)
  } catch (error) {
    throw error instanceof CliError ? new CliError('TRUST_UNREADABLE', `${error.code} ${path}`) : error
  }
}
