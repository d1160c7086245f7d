import { createRequest, monotonicOf } from '@licet/activation'
import { inspectToken, type VerifiedLicense } from '@licet/license'
import type { HubDeps } from '../deps.ts'
import { loadChain } from '../store/activation-chain.ts'
import { loadOpenRequests, type StoredRequest, saveRequest } from '../store/activation-requests.ts'
import type { HubDatabase } from '../store/database.ts'

/** What is to be asked. */
export interface RequestOrder {
  action: 'activate' | 'heartbeat'
  way: StoredRequest['way']
  /** null: whatever license a short key stands for. */
  license: Pick<VerifiedLicense, 'id'> | null
  /** Make another one, even where one waits for its answer. */
  fresh?: boolean
  /** Written in the transaction that keeps the request. */
  note?: (tx: HubDatabase, request: StoredRequest) => void
}

/**
 * Makes a signed request and keeps it until its answer comes. Where the same was asked and not answered, that very request
 * is returned: asked twice, it is still one request, and one answer counts. Another one from the same place in the chain is
 * what a copy of this installation would send.
 *
 * It carries the system clock as it is: how far that is off, the answer tells.
 */
export async function makeRequest(deps: HubDeps, order: RequestOrder): Promise<StoredRequest> {
  const { database, clock, installation, machine } = deps
  const reading = clock.reading()
  const { fingerprint, hostname, productVersion } = machine.current()
  const license = order.license?.id ?? null
  const { counter, previous } = loadChain(database, license ?? '')
  const open = loadOpenRequests(database, reading).find(
    request =>
      request.way === order.way &&
      request.license === license &&
      request.counter === counter &&
      saysTheSame(request.token, { action: order.action, uid: fingerprint.uid }),
  )
  if (open !== undefined && order.fresh !== true) return open
  const { action, way } = order
  const facts = {
    action,
    license,
    fingerprint,
    counter,
    previous,
    hostname,
    productVersion,
    now: reading.system,
  }
  const { token, asked } = await createRequest(installation, facts)
  const { jti: id, expiresAt } = asked
  const made = monotonicOf(reading)
  const madeAt = reading.system
  const request: StoredRequest = { id, way, license, counter, token, madeAt, expiresAt, made }
  database.transact(tx => {
    saveRequest(tx, request)
    order.note?.(tx, request)
  })
  return request
}

function saysTheSame(token: string, wanted: { action: string; uid: string | undefined }): boolean {
  const { action, uid } = inspectToken(token).claims
  return action === wanted.action && uid === wanted.uid
}
