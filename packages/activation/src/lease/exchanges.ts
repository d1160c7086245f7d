import { createMachineUid, inspectToken, machineUidOf } from '@licet/license'
import type { ControlResult } from '../client/control-result.ts'
import type { ControlClient } from '../client/create-control-client.ts'
import type { ControlAnswer } from '../client/parse-control-answer.ts'
import { ActivationError } from '../errors.ts'
import type { PendingRequest } from '../store/stored-activation.ts'
import { type AskedRequest, type CreatedRequest, createRequest } from './create-request.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import type { Activation, ActivationOptions, CarriedRequest, Look } from './open-activation.ts'
import { emptyAnswer, parseAnswer } from './parse-answer.ts'
import { readHeld } from './read-held.ts'
import { noteTime, storedAfter } from './stored-after.ts'
import { type Answer, takeAnswer } from './take-answer.ts'

type Exchanges = Pick<Activation, 'refresh' | 'heartbeat' | 'request' | 'apply'> & {
  activateByKey: (key: string) => Promise<ExchangeEnd>
}

/** Everything that asks the vendor for a signed answer, over the network or by hand. */
export function createExchanges(options: ActivationOptions, look: () => Promise<Look>): Exchanges {
  const { store, instanceKey, clock } = options

  /** Puts an answer through its judge, and stores what was taken. */
  const settle = async (
    { stored, held }: Look,
    answer: Answer,
    requests: readonly AskedRequest[],
    from: { key: string | null; online: boolean; nextHeartbeatSeconds: number | null },
  ): Promise<ExchangeEnd> => {
    const { trust, fingerprint, now, license, revocations, chain } = held
    const licenses = license === null ? [] : [license]
    const chainOf = (id: string) =>
      id === stored.licenseId ? chain : { ...chain, counter: 0, previous: '', issuedAt: 0 }
    const installationId = instanceKey.id
    const situation = { installationId, fingerprint, trust, requests, licenses, revocations, chainOf, now }
    const taken = await takeAnswer(answer, situation)
    if (!taken.taken) return { kind: 'not_taken', refusal: taken }
    const next = await storedAfter(stored, taken, options.trust, from.key, now)
    const lastContact = from.online ? { at: now, outcome: 'taken' } : stored.lastContact
    const kept = { ...next, lastContact, clock: noteTime(next.clock, clock) }
    await store.save(kept)
    const system = clock.system()
    const after = await readHeld(kept, { trust: options.trust, fingerprint, system, installationId })
    return {
      kind: 'taken',
      state: after.state,
      message: taken.activation?.claims.message ?? null,
      nextHeartbeatSeconds: from.nextHeartbeatSeconds,
      trust: after.trust,
    }
  }

  /** Sends a request, and settles what comes back. A refusal is remembered; what is no answer leaves nothing behind. */
  const exchange = async (
    seen: Look,
    { token, asked }: CreatedRequest,
    key: string | null,
    send: (token: string) => Promise<ControlResult<ControlAnswer>>,
  ): Promise<ExchangeEnd> => {
    const result = await send(token)
    if (result.kind === 'unreachable') return result
    if (result.kind === 'answered') {
      const { answer, nextHeartbeatSeconds } = result.value
      return settle(seen, answer, [asked], { key, online: true, nextHeartbeatSeconds })
    }
    const from = { key: null, online: true, nextHeartbeatSeconds: null }
    const verdict =
      result.token === null
        ? null
        : await settle(seen, { ...emptyAnswer, activation: result.token }, [asked], from)
    if (verdict?.kind === 'taken') return { ...result, verdict: verdict.state }
    if (seen.stored.licenseId !== null)
      await store.save({ ...seen.stored, lastContact: { at: seen.held.now, outcome: result.code } })
    return { ...result, verdict: null }
  }

  const ask = async (
    { stored, held }: Look,
    action: 'activate' | 'heartbeat',
    named: boolean,
  ): Promise<CreatedRequest> => {
    const { hostname, productVersion } = options
    const chain = named
      ? { license: stored.licenseId, counter: stored.counter, previous: held.chain.previous }
      : { license: null, counter: 0, previous: '' }
    const { fingerprint, now } = held
    return createRequest(instanceKey, { action, ...chain, fingerprint, hostname, productVersion, now })
  }

  const client = (): ControlClient => {
    if (options.client === null) throw new ActivationError('CONTROL_MISSING')
    return options.client
  }

  /** Asks about the stored license, by this installation's key. */
  const askAgain = async (seen: Look, action: 'activate' | 'heartbeat'): Promise<ExchangeEnd> => {
    const { licenseId } = seen.stored
    if (licenseId === null) throw new ActivationError('NOT_ACTIVATED')
    return exchange(seen, await ask(seen, action, true), null, token => client()[action](licenseId, token))
  }

  const activateByKey: Exchanges['activateByKey'] = key =>
    store.exclusively(async () => {
      const seen = await look()
      // A key that is not known here may stand for any license, so nothing is said about the stored one.
      const request = await ask(seen, 'activate', key === seen.stored.key)
      const { hostname } = options
      return exchange(seen, request, key, token => client().activateByKey({ key, request: token, hostname }))
    })

  const machineUid = ({ held: { fingerprint } }: Look): string =>
    createMachineUid({ installationId: instanceKey.id, uid: fingerprint.uid ?? machineUidOf(fingerprint) })

  return {
    activateByKey,
    refresh: () => store.exclusively(async () => askAgain(await look(), 'activate')),
    heartbeat: () =>
      store.exclusively(async () => {
        const seen = await look()
        // Without a lease there is nothing to renew.
        return askAgain(seen, seen.stored.activation === null ? 'activate' : 'heartbeat')
      }),
    request: ({ anew = false } = {}) =>
      store.exclusively(async () => {
        const seen = await look()
        const named = !anew && seen.stored.licenseId !== null
        const waiting = waitingIn(seen, named)
        if (waiting !== null) return { ...waiting, machineUid: machineUid(seen) }
        const { token, asked } = await ask(seen, 'activate', named)
        const pending: PendingRequest = { jti: asked.jti, requestToken: token, at: seen.held.now }
        await store.save({ ...seen.stored, pending, clock: noteTime(seen.stored.clock, clock) })
        return { token, machineUid: machineUid(seen), expiresAt: asked.expiresAt }
      }),
    apply: async text => {
      const answer = parseAnswer(text)
      return store.exclusively(async () => {
        const seen = await look()
        const asked = askedIn(seen.stored.pending)
        const from = { key: null, online: false, nextHeartbeatSeconds: null }
        return settle(seen, answer, asked === null ? [] : [asked], from)
      })
    },
  }
}

/** The request that waits already, if it still says what a new one would: whoever asks twice may carry either. */
function waitingIn({ stored, held }: Look, named: boolean): Omit<CarriedRequest, 'machineUid'> | null {
  const asked = askedIn(stored.pending)
  if (asked === null || stored.pending === null) return null
  const { fingerprint } = inspectToken(stored.pending.requestToken).claims
  const { uid: _uid, ...components } = held.fingerprint
  const same =
    asked.expiresAt > held.now + freshSeconds &&
    asked.license === (named ? stored.licenseId : null) &&
    asked.counter === (named ? stored.counter : 0) &&
    JSON.stringify(fingerprint) === JSON.stringify(components)
  return same ? { token: stored.pending.requestToken, expiresAt: asked.expiresAt } : null
}

/** A request with less time left than this is made anew. */
const freshSeconds = 7 * 86_400

/** What a waiting request asks, as it says itself: it is our own. */
function askedIn(pending: PendingRequest | null): AskedRequest | null {
  if (pending === null) return null
  try {
    const { license = null, counter, exp } = inspectToken(pending.requestToken).claims
    if (typeof counter !== 'number' || typeof exp !== 'number') return null
    if (license !== null && typeof license !== 'string') return null
    return { jti: pending.jti, license, counter, expiresAt: exp }
  } catch {
    return null
  }
}
