import { createMachineUid, machineUidOf, requestSecondsMax } from '@licet/license'
import type { ControlResult } from '../client/control-result.ts'
import type { ControlClient } from '../client/create-control-client.ts'
import type { ControlAnswer } from '../client/parse-control-answer.ts'
import { ActivationError } from '../errors.ts'
import { askedIn, pendingOf, type WaitingRequest, waitingRequest } from './carried-request.ts'
import { createRequest } from './create-request.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import type { Activation, ActivationOptions, Look } from './open-activation.ts'
import { emptyAnswer, parseAnswer } from './parse-answer.ts'
import { createSettle } from './settle.ts'
import { noteTime } from './stored-after.ts'

/** A request that is about to be too old to be carried is made anew. */
const carriedSecondsMax = requestSecondsMax - 3600

type Action = 'activate' | 'heartbeat'
type Send = (request: WaitingRequest) => Promise<ControlResult<ControlAnswer>>
type Exchanges = Pick<Activation, 'refresh' | 'heartbeat' | 'request' | 'apply'> & {
  activateByKey: (key: string) => Promise<ExchangeEnd>
}

/** The stored license was activated with this key, and its chain was not refused when it last went on. */
function goesOn({ stored }: Look, key: string): boolean {
  const { licenseId, activation, lastContact } = stored
  const isHeld = licenseId !== null && activation !== null && stored.key === key
  return isHeld && lastContact?.outcome !== 'CLONE_SUSPECTED'
}

/** Everything that asks the vendor for a signed answer, over the network or by hand. */
export function createExchanges(options: ActivationOptions, look: () => Promise<Look>): Exchanges {
  const { store, instanceKey } = options
  const settle = createSettle(options)

  /** The request that waits, or a new one, which is stored before anybody else sees it. */
  const request = async (
    seen: Look,
    action: Action,
    named: boolean,
    secondsMax?: number,
  ): Promise<WaitingRequest> => {
    const waiting = waitingRequest(seen, named, secondsMax)
    if (waiting !== null) return waiting
    const { stored, held, reading } = seen
    const { hostname, productVersion } = options
    const { fingerprint } = held
    const chain = named
      ? { license: stored.licenseId, counter: stored.counter, previous: held.chain.previous }
      : { license: null, counter: 0, previous: '' }
    const facts = { action, ...chain, fingerprint, hostname, productVersion, now: reading.system }
    const made = await createRequest(instanceKey, facts)
    seen.stored = { ...stored, pending: pendingOf(made, reading), clock: noteTime(stored.clock, reading) }
    await store.save(seen.stored)
    return { ...made, action }
  }

  /** Sends a request and settles what comes back. What is no answer leaves nothing behind but the request. */
  const exchange = async (
    seen: Look,
    sent: WaitingRequest,
    key: string | null,
    send: Send,
  ): Promise<ExchangeEnd> => {
    const result = await send(sent)
    if (result.kind === 'unreachable') return result
    if (result.kind === 'answered') {
      const { answer, nextHeartbeatSeconds } = result.value
      return settle(seen, answer, [sent.asked], { key, online: true, nextHeartbeatSeconds })
    }
    if (result.token !== null) {
      const from = { key: null, online: true, nextHeartbeatSeconds: null }
      const end = await settle(seen, { ...emptyAnswer, activation: result.token }, [sent.asked], from)
      if (end.kind === 'taken') return { ...result, verdict: end.state }
    }
    // A server that is too busy has not looked at the request yet.
    if (result.status !== 429 && result.status < 500) {
      const lastContact = { at: seen.held.now, outcome: result.code }
      await store.save({ ...seen.stored, pending: null, lastContact })
    }
    return { ...result, verdict: null }
  }

  /**
   * Asks, and asks once more with a new request where the one that waited was answered long ago, or where this installation
   * was put back from a backup and a key begins its chain anew.
   */
  const ask = async (action: Action, key: string | null, send: Send): Promise<ExchangeEnd> => {
    const once = async (anew: boolean) => {
      const seen = await look()
      const named = key === null || (!anew && goesOn(seen, key))
      const waited = waitingRequest(seen, named) !== null
      const sent = await request(seen, action, named)
      return { end: await exchange(seen, sent, key, send), waited, named, action: sent.action }
    }
    const first = await once(false)
    const code = first.end.kind === 'refused' ? first.end.code : null
    if (key !== null && first.named && code === 'CLONE_SUSPECTED') return (await once(true)).end
    const overtaken = first.end.kind === 'taken' && first.action === 'heartbeat' && action === 'activate'
    // An old request leaves open what time it is, which matters to a clock that is wrong: a new one settles it.
    const isOpen = first.end.kind === 'taken' && first.end.timeIsOpen
    if (!first.waited || !(code === 'REQUEST_REPLAYED' || overtaken || isOpen)) return first.end
    const second = (await once(false)).end
    return isOpen && second.kind !== 'taken' ? first.end : second
  }

  const client = (): ControlClient => {
    if (options.client === null) throw new ActivationError('CONTROL_MISSING')
    return options.client
  }

  /** Asks about the stored license, by this installation's key. */
  const askAgain = (wished: Action): Promise<ExchangeEnd> =>
    store.exclusively(async () => {
      const { licenseId, license, key, activation } = (await look()).stored
      if (licenseId === null) throw new ActivationError('NOT_ACTIVATED')
      // Without a lease there is nothing to renew.
      const action = activation === null ? 'activate' : wished
      return ask(action, null, sent =>
        sent.action === 'heartbeat'
          ? client().heartbeat(licenseId, sent.token)
          : client().activate(licenseId, sent.token, key ?? license),
      )
    })

  return {
    // A key may stand for any license, so nothing is said about the stored one unless it came with that key.
    activateByKey: key =>
      store.exclusively(async () => {
        const control = client()
        const { hostname } = options
        return ask('activate', key, ({ token }) => control.activateByKey({ key, request: token, hostname }))
      }),
    refresh: () => askAgain('activate'),
    heartbeat: () => askAgain('heartbeat'),
    request: ({ anew = false } = {}) =>
      store.exclusively(async () => {
        const seen = await look()
        const named = !anew && seen.stored.licenseId !== null
        const { token, asked } = await request(seen, 'activate', named, carriedSecondsMax)
        const { fingerprint } = seen.held
        const uid = fingerprint.uid ?? machineUidOf(fingerprint)
        const machineUid = createMachineUid({ installationId: instanceKey.id, uid })
        return { token, machineUid, expiresAt: asked.expiresAt }
      }),
    apply: async text => {
      const answer = parseAnswer(text)
      return store.exclusively(async () => {
        const seen = await look()
        const asked = askedIn(seen.stored.pending, seen.reading)
        const from = { key: null, online: false, nextHeartbeatSeconds: null }
        return settle(seen, answer, asked === null ? [] : [asked], from)
      })
    },
  }
}
