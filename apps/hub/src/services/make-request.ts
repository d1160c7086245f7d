import { createRequest } from '@licet/activation'
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

/** For so long the same question is asked again with the same request, whose answer may only have got lost. */
const reusedSeconds = 86_400

/**
 * Makes a signed request and keeps it until its answer comes. Where the same was asked lately and not answered, that very
 * request is returned: asked twice, it is still one request, and one answer counts.
 */
export async function makeRequest(deps: HubDeps, order: RequestOrder): Promise<StoredRequest> {
  const { database, clock, installation, machine } = deps
  const now = clock.now()
  const { fingerprint, hostname, productVersion } = machine.current()
  const license = order.license?.id ?? null
  const { counter, previous } = loadChain(database, license ?? '')
  const open = loadOpenRequests(database, now).find(
    request =>
      request.way === order.way &&
      request.license === license &&
      request.counter === counter &&
      request.madeAt > now - reusedSeconds &&
      saysTheSame(request.token, { action: order.action, uid: fingerprint.uid }),
  )
  if (open !== undefined && order.fresh !== true) return open
  const { action, way } = order
  const facts = { action, license, fingerprint, counter, previous, hostname, productVersion, now }
  const { token, asked } = await createRequest(installation, facts)
  const { jti: id, expiresAt } = asked
  const request: StoredRequest = { id, way, license, counter, token, madeAt: now, expiresAt }
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
