import { type StoredLicense, saveLicense } from '../store/licenses.ts'
import { mintRevision } from '../store/revisions.ts'
import type { Round } from './round.ts'
import { beginTerm, signRevision } from './sign-revision.ts'

/**
 * Mints a license whose term begins with its first activation; any other is returned as it is.
 *
 * @throws {HttpError} SIGNING_UNAVAILABLE
 */
export async function mintLicense(
  { deps, tx, now }: Pick<Round, 'deps' | 'tx' | 'now'>,
  license: StoredLicense,
): Promise<StoredLicense> {
  if (license.expiresAt !== null) return license
  const minted = await signRevision(deps, beginTerm(license, now))
  await saveLicense(tx, license, minted)
  await mintRevision(tx, minted)
  return minted
}
