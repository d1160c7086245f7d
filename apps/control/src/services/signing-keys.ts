import type { createSigningKey as createBody, SigningKeyView, signingKeyChanged } from '@licet/api/control'
import { createSigningKey as createKey, developmentPrefix } from '@licet/issuer'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { sealKey } from '../keys/sealed-key.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { findRevocationList, noteListDue } from '../store/revocations.ts'
import { countSignedLicenses, loadSignedLicenses } from '../store/signed-licenses.ts'
import {
  insertSigningKey,
  loadActiveKey,
  loadSigningKey,
  loadSigningKeys,
  type StoredSigningKey,
  saveKeyStatus,
} from '../store/signing-keys.ts'
import { publishDue } from './publish-revocations.ts'
import { viewKeys } from './signing-key-views.ts'

/** What may become of a key; a key that was retired or compromised never signs again. */
export type KeyDeed = 'activate' | 'retire' | 'compromise'

const shownLicensesMax = 50

/** Makes a key that will sign once it is activated: publish it in a keyset first. @throws {HttpError} SIGNING_UNAVAILABLE */
export async function createSigningKey(
  deps: ControlDeps,
  actor: Actor,
  { use, alg }: z.infer<typeof createBody>,
): Promise<SigningKeyView> {
  const { clock, config, database, keys } = deps
  const sealingKey = keys.sealingKey()
  const kidPrefix = config.evaluation ? developmentPrefix : ''
  const made = { ...(await createKey({ use, alg, kidPrefix })), use }
  const envelope = await sealKey(made, sealingKey)
  const at = clock.now()
  const stored: StoredSigningKey = {
    kid: made.kid,
    alg: made.alg,
    use,
    jwk: made.jwk,
    envelope,
    status: 'next',
    createdAt: at,
    createdBy: actor.name,
    activatedAt: null,
    retiredAt: null,
  }
  return database.transact(async tx => {
    await insertSigningKey(tx, stored)
    const detail = { use, alg: made.alg, status: 'next' }
    await appendAudit(tx, {
      actor,
      action: 'signing.manage',
      target: made.kid,
      detail: { verb: 'create', ...detail },
      at,
    })
    return viewOne(deps, tx, made.kid)
  })
}

/**
 * Moves a key on: `activate` lets it sign and retires the one before it; `retire` ends one that does not sign; `compromise` ends one
 * at once, whether it signs or not, and with it every license that it signed, as soon as a keyset says so.
 *
 * @param preview - Answer with the effect and write nothing.
 * @throws {HttpError} SIGNING_KEY_NOT_FOUND, SIGNING_KEY_ENDED, SIGNING_KEY_IN_USE
 */
export async function changeSigningKey(
  deps: ControlDeps,
  actor: Actor,
  kid: string,
  deed: KeyDeed,
  { reason = '', preview = false }: { reason?: string | undefined; preview?: boolean | undefined },
): Promise<z.infer<typeof signingKeyChanged>> {
  const at = deps.clock.now()
  const changed = await deps.database.transact(async tx => {
    const key = await loadSigningKey(tx, kid)
    if (!key) throw new HttpError('SIGNING_KEY_NOT_FOUND')
    assertPossible(key, deed)
    const successor = await successorOf(tx, key, deed)
    const effect = {
      signsNow: successor,
      licenses: await loadSignedLicenses(tx, kid, shownLicensesMax),
      licensesTotal: (await countSignedLicenses(tx)).get(kid) ?? 0,
    }
    if (!preview) {
      await write(tx, key, { deed, successor, at })
      // Nobody believes a list that a compromised key has signed.
      if (deed === 'compromise' && (await findRevocationList(tx))?.kid === kid) await noteListDue(tx)
      const detail = { use: key.use, from: key.status, signsNow: successor, reason }
      await appendAudit(tx, {
        actor,
        action: 'signing.manage',
        target: kid,
        detail: { verb: deed, ...detail },
        at,
      })
    }
    return { key: await viewOne(deps, tx, kid), effect }
  })
  if (!preview) await publishDue(deps)
  return changed
}

function assertPossible({ status }: StoredSigningKey, deed: KeyDeed): void {
  if (status === 'compromised') throw new HttpError('SIGNING_KEY_ENDED')
  if (status === 'retired' && deed !== 'compromise') throw new HttpError('SIGNING_KEY_ENDED')
  if (status === 'active' && deed === 'retire') throw new HttpError('SIGNING_KEY_IN_USE')
}

/** Who signs for this use after the deed: a compromised key hands over to the newest one that waits. */
async function successorOf(
  tx: ControlTransaction,
  key: StoredSigningKey,
  deed: KeyDeed,
): Promise<string | null> {
  if (deed === 'activate') return key.kid
  if (key.status !== 'active') return (await loadActiveKey(tx, key.use))?.kid ?? null
  const waiting = (await loadSigningKeys(tx)).find(({ use, status }) => use === key.use && status === 'next')
  return waiting?.kid ?? null
}

async function write(
  tx: ControlTransaction,
  { kid, use, status }: StoredSigningKey,
  { deed, successor, at }: { deed: KeyDeed; successor: string | null; at: number },
): Promise<void> {
  if (deed === 'activate') {
    const before = await loadActiveKey(tx, use)
    if (before && before.kid !== kid) await saveKeyStatus(tx, before.kid, 'retired', at)
    if (status !== 'active') await saveKeyStatus(tx, kid, 'active', at)
    return
  }
  await saveKeyStatus(tx, kid, deed === 'retire' ? 'retired' : 'compromised', at)
  if (status === 'active' && successor !== null) await saveKeyStatus(tx, successor, 'active', at)
}

async function viewOne(deps: ControlDeps, tx: ControlTransaction, kid: string): Promise<SigningKeyView> {
  const key = await loadSigningKey(tx, kid)
  const [view] = key ? await viewKeys(deps, tx, [key]) : []
  if (view === undefined) throw new HttpError('SIGNING_KEY_NOT_FOUND')
  return view
}
