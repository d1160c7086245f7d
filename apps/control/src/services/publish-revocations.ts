import { createHash } from 'node:crypto'
import { IssuerError } from '@licet/issuer'
import { inspectToken } from '@licet/license'
import { HttpError } from '@licet/server'
import type { ControlDeps } from '../deps.ts'
import type { ControlTransaction } from '../store/database.ts'
import {
  findRevocationList,
  isListDue,
  loadRevoked,
  noteListDue,
  replaceRevocationList,
  revocationSequence,
  type StoredRevocationList,
} from '../store/revocations.ts'

/**
 * Signs the list of revoked licenses anew, under the next sequence. Licenses that have ended anyway are left out; nothing else
 * is, however long the list grows.
 *
 * @throws {HttpError} SIGNING_UNAVAILABLE, REVOCATIONS_TOO_LONG
 */
export async function publishRevocations(
  tx: ControlTransaction,
  { keys, trust }: Pick<ControlDeps, 'keys' | 'trust'>,
  now: number,
): Promise<StoredRevocationList> {
  const revoked = await loadRevoked(tx, now)
  // A database that starts anew goes on where the build knows the lists to have been: older ones are refused everywhere.
  const sequence = Math.max(await revocationSequence(tx), trust.floor.revocations) + 1
  const claims = { iss: trust.issuer, iat: now, sequence, revoked }
  const text = await keys.sign('activation', 'revocations+jwt', claims).catch(refuseTooLong)
  const { kid } = inspectToken(text).header
  const list: StoredRevocationList = {
    sequence,
    issuedAt: now,
    text,
    kid: typeof kid === 'string' ? kid : '',
    count: revoked.length,
    digest: createHash('sha256').update(text).digest('hex'),
  }
  await replaceRevocationList(tx, list)
  return list
}

function refuseTooLong(error: unknown): never {
  const isLong = error instanceof IssuerError && error.code === 'REVOCATIONS_TOO_LONG'
  throw isLong ? new HttpError('REVOCATIONS_TOO_LONG', { cause: error }) : error
}

/** Whether what was revoked is not in the signed list yet, as nothing can be signed or the list is too long. */
export function isRevocationListDue({ database }: Pick<ControlDeps, 'database'>): Promise<boolean> {
  return isListDue(database.db)
}

/**
 * Signs the list anew, or, where nothing can be signed at present or the list has outgrown what installations read, notes that
 * it is due: what was revoked is revoked at once, and the list before stays.
 *
 * @returns its sequence; null while it is due.
 */
export async function publishOrNote(
  tx: ControlTransaction,
  deps: Pick<ControlDeps, 'keys' | 'trust' | 'log'>,
  now: number,
): Promise<number | null> {
  try {
    return (await publishRevocations(tx, deps, now)).sequence
  } catch (error) {
    if (!isSigningUnavailable(error) && !isTooLong(error)) throw error
    deps.log.error({ err: error }, 'the revocation list was not signed; the one before stays published')
    await noteListDue(tx)
    return null
  }
}

/** Signs the list that is due, if one is and signing is possible again. */
export async function publishDue(
  deps: Pick<ControlDeps, 'clock' | 'database' | 'keys' | 'trust' | 'log'>,
): Promise<void> {
  const { clock, database, keys } = deps
  if (!(await isListDue(database.db))) return
  try {
    await keys.active('activation')
  } catch (error) {
    if (isSigningUnavailable(error)) return
    throw error
  }
  await database.transact(async tx => {
    if (await isListDue(tx)) await publishOrNote(tx, deps, clock.now())
  })
}

/** The list in use; one that is due, and the first one, is signed when it is asked for. @throws {HttpError} SIGNING_UNAVAILABLE, REVOCATIONS_TOO_LONG */
export async function presentRevocations(deps: ControlDeps): Promise<StoredRevocationList> {
  const { clock, database } = deps
  await publishDue(deps)
  const present = await findRevocationList(database.db)
  if (present !== null) return present
  return database.transact(
    async tx => (await findRevocationList(tx)) ?? publishRevocations(tx, deps, clock.now()),
  )
}

/** Tells whether something failed because nothing can be signed at present. */
export function isSigningUnavailable(error: unknown): boolean {
  return error instanceof HttpError && error.code === 'SIGNING_UNAVAILABLE'
}

function isTooLong(error: unknown): boolean {
  return error instanceof HttpError && error.code === 'REVOCATIONS_TOO_LONG'
}
