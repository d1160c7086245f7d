import { tokenBytesMax } from '@licet/license'
import type { Context } from '../context.ts'
import { readInput } from './read-input.ts'

/**
 * A token exactly as it was given, for the strict verifier: one final line feed is taken off, nothing else is touched.
 *
 * Bytes become characters one to one, so that text which is not ASCII reaches the verifier as such and is refused there.
 *
 * @param bytesMax - The longest artifact of the kind expected; what is longer arrives cut, and still too long.
 */
export async function readToken(context: Context, source: string, bytesMax = tokenBytesMax): Promise<string> {
  const text = (await readInput(context, source, bytesMax + 1)).toString('latin1')
  return text.endsWith('\n') ? text.slice(0, -1) : text
}
