import { inspectToken } from '@licet/license'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { readText } from './read-input.ts'

/** What a draft or a signed artifact says, unverified, and its text if it is signed already. */
export interface ReadPayload<Payload> {
  payload: Payload
  /** `null` for a draft. */
  signed: string | null
}

/**
 * Reads a draft (JSON) or a signed keyset or revocation list. For editing and showing only: nothing is verified.
 *
 * @throws {CliError} FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_JSON
 * @throws {LicenseError} TOKEN_*
 */
export async function readPayload<Payload>(context: Context, source: string): Promise<ReadPayload<Payload>> {
  const text = (await readText(context, source)).trim()
  if (!text.startsWith('{')) {
    const [first = ''] = text.split('~')
    return { payload: inspectToken(first).claims as Payload, signed: text }
  }
  try {
    return { payload: JSON.parse(text) as Payload, signed: null }
  } catch {
    throw new CliError('FILE_NOT_JSON', source)
  }
}
