import { isDeepStrictEqual } from 'node:util'
import type { keysetDraft, keysetStored } from '@licet/api/control'
import { entriesIn, type KeysetPayload, revivedKeys, type TrustEntry, trustedEntryOf } from '@licet/issuer'
import { isCompromised, pointOf, type Trust, type TrustedKey, verifyKeyset } from '@licet/license'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { currentTrust } from '../keys/current-trust.ts'
import { appendAudit } from '../store/audit.ts'
import { insertKeyset, loadKeyset, loadSigningKeys, type StoredSigningKey } from '../store/signing-keys.ts'

/**
 * What the root key should sign next: every key of ours with its status, and the keys that installations know already and we do not
 * hold, as they are. A key that waits is published as active, so that it is known before it signs. A compromised one stays for ever.
 */
export async function draftKeyset(deps: ControlDeps): Promise<z.infer<typeof keysetDraft>> {
  const { payload, published } = await nextKeyset(deps)
  return { payload: { ...payload }, published }
}

/** The payload of that draft, and whether installations know all of it already. */
export async function nextKeyset(deps: ControlDeps): Promise<{ payload: KeysetPayload; published: boolean }> {
  const { db } = deps.database
  const trust = await currentTrust(deps, db)
  const held = await loadSigningKeys(db)
  const keys = held.map(key => entryOf(key, trust))
  // One point has one name, or nobody takes the keyset; a second name of a compromised point is known by the point.
  for (const key of trust.keys.values())
    if (!keys.some(({ kid, jwk }) => kid === key.kid || pointOf(jwk) === pointOf(key.jwk)))
      keys.push(trustedEntryOf(key))
  const payload: KeysetPayload = {
    iss: trust.issuer,
    iat: deps.clock.now(),
    sequence: Math.max(trust.sequence, (await loadKeyset(db))?.sequence ?? 0) + 1,
    keys,
    ...(trust.tiers.length > 0 && { tiers: trust.tiers }),
  }
  return { payload, published: isKnown(trust, keys) }
}

/**
 * Publishes a keyset that the root keys have signed.
 *
 * Order: root keys are known, signatures and sequence, then that every compromised key is in it as such, and every key that signs
 * at present as active.
 *
 * @throws {HttpError} KEYSET_UNTRUSTED, KEYSET_STALE, KEYSET_REVIVES_KEY
 * @throws {LicenseError} TOKEN_*, KEYSET_THRESHOLD, SEQUENCE_ROLLBACK, …
 */
export async function storeKeyset(
  deps: ControlDeps,
  actor: Actor,
  text: string,
): Promise<z.infer<typeof keysetStored>> {
  const { clock, database, trust } = deps
  if (trust.roots === null) throw new HttpError('KEYSET_UNTRUSTED')
  const keyset = text.trim()
  return database.transact(async tx => {
    const at = clock.now()
    const next = await verifyKeyset(keyset, await currentTrust(deps, tx), { now: at })
    const last = await loadKeyset(tx)
    if (last !== null && next.sequence <= last.sequence) throw new HttpError('KEYSET_STALE')
    const held = await loadSigningKeys(tx)
    if (revivedKeys(entriesIn(keyset), [...next.keys.values(), ...held]).length > 0)
      throw new HttpError('KEYSET_REVIVES_KEY')
    const signing = held.filter(({ status }) => status === 'active')
    if (signing.some(({ kid }) => next.keys.get(kid)?.status !== 'active'))
      throw new HttpError('KEYSET_STALE')
    const { sequence } = next
    await insertKeyset(tx, { sequence, text: keyset, storedAt: at, storedBy: actor.name })
    const keys = [...next.keys.values()].map(({ kid, use, status }) => ({ kid, use, status }))
    const detail = { sequence, keys }
    await appendAudit(tx, {
      actor,
      action: 'signing.manage',
      target: String(sequence),
      detail: { verb: 'keyset', ...detail },
      at,
    })
    return { sequence, keys }
  })
}

/** The newest keyset. @throws {HttpError} NOT_PUBLISHED */
export async function readKeyset({ database }: Pick<ControlDeps, 'database'>): Promise<string> {
  const keyset = await loadKeyset(database.db)
  if (keyset === null) throw new HttpError('NOT_PUBLISHED')
  return keyset.text
}

function entryOf({ kid, alg, use, status, jwk }: StoredSigningKey, trust: Trust): TrustEntry {
  const published = windowOf(trust.keys.get(kid))
  if (isCompromised({ kid, jwk }, trust.compromised))
    return { kid, alg, use, status: 'compromised', ...published, jwk }
  return { kid, alg, use, status: status === 'next' ? 'active' : status, ...published, jwk }
}

/** Within which a key is published already: whoever wants another one says so as the keyset is signed. */
function windowOf(published: TrustedKey | undefined): Pick<TrustEntry, 'not_before' | 'not_after'> {
  const { notBefore = null, notAfter = null } = published ?? {}
  return {
    ...(notBefore !== null && { not_before: notBefore }),
    ...(notAfter !== null && { not_after: notAfter }),
  }
}

function isKnown(trust: Trust, keys: readonly TrustEntry[]): boolean {
  const known = [...trust.keys.values()].map(({ kid, status }) => `${kid} ${status}`).toSorted()
  return isDeepStrictEqual(known, keys.map(({ kid, status }) => `${kid} ${status}`).toSorted())
}
