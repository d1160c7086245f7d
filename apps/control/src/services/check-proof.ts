import { timingSafeEqual } from 'node:crypto'
import { parseShortKey } from '@licet/license'
import { hashSecret } from '@licet/server'
import type { StoredLicense } from '../store/licenses.ts'
import { isSignedRevision } from '../store/revisions.ts'
import { activationRefusal } from './activation-refusal.ts'
import type { Round } from './round.ts'

/**
 * Asserts that whoever wants to be activated has what only the customer was given: the short key of the license, or one of its
 * signed revisions since its key was last reissued. The id of a license is no secret, so it proves nothing.
 *
 * @param proof - As it was sent; null: none.
 * @throws {HttpError} PROOF_MISSING, PROOF_INVALID
 */
export async function assertProven(
  { tx }: Pick<Round, 'tx'>,
  license: StoredLicense,
  proof: string | null,
): Promise<void> {
  if (proof === null) throw activationRefusal('PROOF_MISSING')
  const text = proof.trim()
  const { id, proofRevision: from } = license
  if (isItsKey(license, text) || (await isSignedRevision(tx, id, { text, from }))) return
  throw activationRefusal('PROOF_INVALID')
}

function isItsKey({ keyHash }: StoredLicense, text: string): boolean {
  if (keyHash === null) return false
  try {
    return timingSafeEqual(Buffer.from(hashSecret(parseShortKey(text))), Buffer.from(keyHash))
  } catch {
    return false
  }
}
