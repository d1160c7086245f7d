import type { SigningKeyView, signingKeyList } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { currentTrust } from '../keys/current-trust.ts'
import { thumbprintOf } from '../keys/sealed-key.ts'
import type { Queryable } from '../store/database.ts'
import { countSignedLicenses } from '../store/signed-licenses.ts'
import { loadKeyset, loadSigningKeys, type StoredSigningKey } from '../store/signing-keys.ts'

/** Every signing key without its private part, and whether installations know it. */
export async function listSigningKeys(deps: ControlDeps): Promise<z.infer<typeof signingKeyList>> {
  const { db } = deps.database
  const keyset = await loadKeyset(db)
  return {
    signing: deps.keys.state(),
    keys: await viewKeys(deps, db, await loadSigningKeys(db)),
    keyset: keyset && { sequence: keyset.sequence, storedAt: keyset.storedAt },
  }
}

/** Keys as they are shown. */
export async function viewKeys(
  deps: ControlDeps,
  database: Queryable,
  keys: readonly StoredSigningKey[],
): Promise<SigningKeyView[]> {
  const trust = await currentTrust(deps, database)
  const published = new Set([...trust.keys.values()].map(({ kid }) => kid))
  const licenses = await countSignedLicenses(database)
  return keys.map(key => ({
    kid: key.kid,
    alg: key.alg,
    use: key.use,
    status: key.status,
    thumbprint: thumbprintOf(key.jwk),
    jwk: { ...key.jwk },
    createdAt: key.createdAt,
    createdBy: key.createdBy,
    activatedAt: key.activatedAt,
    retiredAt: key.retiredAt,
    published: published.has(key.kid),
    licenses: licenses.get(key.kid) ?? 0,
  }))
}
