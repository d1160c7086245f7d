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
 * @param parse - Turns what was read into its type.
 * @throws {CliError} FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_JSON
 * @throws {LicenseError} TOKEN_*
 * @throws whatever `parse` throws
 */
export async function readPayload<Payload>(
  context: Context,
  source: string,
  parse: (value: unknown) => Payload,
): Promise<ReadPayload<Payload>> {
  const text = (await readText(context, source)).trim()
  if (text.startsWith('{')) return { payload: parse(parseJson(text, source)), signed: null }
  const [first = ''] = text.split('~')
  return { payload: parse(inspectToken(first).claims), signed: text }
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CliError('FILE_NOT_JSON', source)
  }
}
