import { parseShortKey } from '@licet/license'
import { HttpError, hashSecret } from '@licet/server'
import type { ControlDeps } from '../deps.ts'
import { activationRefusal, withHelp } from './activation-refusal.ts'

/**
 * Takes a short key from a caller without credential: counts the attempt against its address, reads the key, and counts
 * it against the key.
 *
 * @returns what the key is stored by; whether it opens anything is not judged here.
 * @throws {HttpError} RATE_LIMITED, KEY_MISTYPED, KEY_UNKNOWN
 * @see SECURITY-CASES.md row 96
 */
export async function openByKey(
  { limits }: Pick<ControlDeps, 'limits'>,
  key: string,
  address: string,
): Promise<string> {
  try {
    await limits.takeAddress(address)
    const hash = hashSecret(readShortKey(key))
    await limits.takeKey(hash)
    return hash
  } catch (error) {
    throw error instanceof HttpError ? withHelp(error) : error
  }
}

function readShortKey(text: string): string {
  try {
    return parseShortKey(text)
  } catch {
    // To a caller that knows no check symbol, a key of the right shape is one that was never given out.
    throw activationRefusal(shape.test(text.trim()) ? 'KEY_UNKNOWN' : 'KEY_MISTYPED')
  }
}

const shape = /^[A-Z][A-Z0-9]{1,15}(?:-[0-9A-Z]{4}){4}$/i
