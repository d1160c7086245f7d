import { createHash } from 'node:crypto'
import { inspectToken } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import type { ControlTransaction } from '../store/database.ts'
import {
  findRevocationList,
  loadRevoked,
  replaceRevocationList,
  revocationSequence,
  type StoredRevocationList,
} from '../store/revocations.ts'

/** An installation takes a list of up to 1 MiB; the licenses revoked last are named first. */
const namedMax = 20_000

/**
 * Signs the list of revoked licenses anew, under the next sequence. Licenses that have ended anyway are left out.
 *
 * @throws {HttpError} SIGNING_UNAVAILABLE
 */
export async function publishRevocations(
  tx: ControlTransaction,
  { keys, trust }: Pick<ControlDeps, 'keys' | 'trust'>,
  now: number,
): Promise<StoredRevocationList> {
  const revoked = await loadRevoked(tx, now, namedMax)
  const sequence = (await revocationSequence(tx)) + 1
  const claims = { iss: trust.issuer, iat: now, sequence, revoked }
  const text = await keys.sign('activation', 'revocations+jwt', claims)
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

/** The list in use; the first one is signed when it is first asked for. @throws {HttpError} SIGNING_UNAVAILABLE */
export async function presentRevocations(deps: ControlDeps): Promise<StoredRevocationList> {
  const { clock, database } = deps
  const present = await findRevocationList(database.db)
  if (present !== null) return present
  return database.transact(
    async tx => (await findRevocationList(tx)) ?? publishRevocations(tx, deps, clock.now()),
  )
}
