import { LicenseError, parseTrust, type Trust } from '@licet/license'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { readJson } from './read-input.ts'

/**
 * The trust named by `--trust`, else by `LICET_TRUST_FILE`.
 *
 * @throws {CliError} TRUST_MISSING where none is named or it holds no key, TRUST_UNREADABLE with the reason in `detail`
 */
export async function loadTrust(context: Context, option: string | undefined): Promise<Trust> {
  const trust = await loadTrustIfNamed(context, option)
  if (trust === null) throw new CliError('TRUST_MISSING')
  if (trust.keys.size === 0) throw new CliError('TRUST_MISSING', 'the trust file holds no key')
  return trust
}

/** The same, but `null` where nobody named a trust file. @throws {CliError} TRUST_UNREADABLE */
export async function loadTrustIfNamed(context: Context, option: string | undefined): Promise<Trust | null> {
  const path = option ?? (context.env.LICET_TRUST_FILE || undefined)
  if (path === undefined) return null
  try {
    return await parseTrust(await readJson(context, path))
  } catch (error) {
    if (error instanceof LicenseError) throw new CliError('TRUST_UNREADABLE', reasonOf(error))
    if (error instanceof CliError) throw new CliError('TRUST_UNREADABLE', `${error.code} ${path}`)
    throw error
  }
}

function reasonOf(error: LicenseError): string {
  return error.detail === undefined ? error.code : `${error.code} ${error.detail}`
}
