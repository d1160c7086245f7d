import { randomUUID } from 'node:crypto'
import {
  type BeatEnd,
  type ControlAnswer,
  type ControlResult,
  monotonicOf,
  nextBeatSeconds,
} from '@licet/activation'
import { jumpSecondsMax } from '@licet/license'
import { HttpError } from '@licet/server'
import type { ContactNeed } from '../activation/contact-need.ts'
import { readContactNeed } from '../activation/read-contact-need.ts'
import type { Actor, HubDeps } from '../deps.ts'
import { refusalOf } from '../licensing/refusal.ts'
import { dropRequest, loadOpenRequests } from '../store/activation-requests.ts'
import {
  type ControlContact,
  dueIn,
  loadControlContact,
  saveControlContact,
} from '../store/control-contact.ts'
import { type Loaded, loadArtifact } from './load-artifact.ts'
import { makeRequest } from './make-request.ts'

/** One contact with the activation server. */
export interface ContactOrder {
  /** Null: exchange a short key for the license it stands for. */
  need: ContactNeed | null
  shortKey: string | null
  actor: Actor
  replace?: boolean | undefined
  /** The license whose chain goes on where `need` names none: what `shortKey` is known to stand for. */
  chainOf?: string | null
  /** Begin the chain of the license anew: its place in it was lost. */
  anew?: boolean
}

/** How a contact ended; only `taken` changed anything but the notes about the contact itself. */
export type ContactEnd =
  | { kind: 'taken'; loaded: Loaded }
  | { kind: 'untrusted'; thrown: unknown }
  | Exclude<ControlResult<never>, { kind: 'answered' }>

/** For so long a contact belongs to the process that makes it; longer than any can take. */
const ownedSeconds = 30
const processId = randomUUID()
/** Answers to a request that the server has already answered, or no longer takes: another one is made. */
const usedUp: ReadonlySet<string> = new Set(['REQUEST_REPLAYED', 'REQUEST_INVALID', 'REQUEST_EXPIRED'])

/** The actor of what arrives signed from the activation server. */
export const controlActor: Actor = {
  id: 'system',
  name: 'activation server',
  kind: 'system',
  role: 'admin',
  address: '',
}

/**
 * Talks to the activation server once: makes a signed request, and loads the signed answer through the same door as
 * everything else. What is not signed changes nothing but the notes about the contact.
 *
 * One process at a time does it: whoever holds the row of the contact.
 *
 * @throws {HttpError} CONTROL_NOT_CONFIGURED, CONTROL_BUSY, DATABASE_*
 */
export async function contactControl(deps: HubDeps, order: ContactOrder): Promise<ContactEnd> {
  if (deps.control.client === null) throw new HttpError('CONTROL_NOT_CONFIGURED')
  if (!takeContact(deps)) throw new HttpError('CONTROL_BUSY', { retryAfterSeconds: 2 })
  let end: ContactEnd | null = null
  try {
    await deps.machine.refresh()
    end = await exchange(deps, order)
    return end
  } finally {
    await noteEnd(deps, order, end)
  }
}

function takeContact({ database, clock }: HubDeps): boolean {
  return database.transact(tx => {
    const { owner, ownedUntil } = loadControlContact(tx)
    const now = clock.system()
    // A time far ahead was written by a clock that has been set back since.
    const isOwned =
      owner !== '' && owner !== processId && ownedUntil > now && ownedUntil <= now + ownedSeconds
    if (!isOwned) saveControlContact(tx, { owner: processId, ownedUntil: now + ownedSeconds })
    return !isOwned
  })
}

async function exchange(deps: HubDeps, order: ContactOrder): Promise<ContactEnd> {
  const first = await ask(deps, order, false)
  const isUsedUp = first.result.kind === 'refused' && usedUp.has(first.result.code)
  if (isUsedUp) forget(deps, first.id)
  const { id, result } = isUsedUp ? await ask(deps, order, true) : first
  if (result.kind === 'answered') {
    const isOpen = leavesTimeOpen(deps, id)
    const end = await load(deps, order, result.value.answer)
    if (end.kind !== 'taken' || !isOpen) return end
    // The chain goes on from this answer: another one without it would count as a restored machine.
    const chainOf = end.loaded.plan.activation?.license.id ?? order.chainOf
    return (await settleTime(deps, { ...order, chainOf, anew: false })) ?? end
  }
  if (result.kind === 'refused') {
    // A signed verdict beside the refusal counts; the refusal itself is what is told.
    if (result.token !== null)
      await load(deps, { ...order, actor: controlActor }, { activation: result.token })
    forget(deps, id)
  }
  return result
}

/** The request has waited for long, or nobody knows how long: its answer leaves open what time it is. */
function leavesTimeOpen({ database, clock }: HubDeps, id: string): boolean {
  const asked = loadOpenRequests(database, monotonicOf(clock.reading())).find(request => request.id === id)
  return (asked?.waitedSeconds ?? Number.POSITIVE_INFINITY) > jumpSecondsMax
}

/** Asks once more where the clock differs from a response that leaves the time open: a new request settles it. */
async function settleTime(deps: HubDeps, order: ContactOrder): Promise<ContactEnd | null> {
  const { clock } = deps
  const isOff = (time: number): boolean => Math.abs(time - clock.signedTime()) > jumpSecondsMax
  if (!isOff(clock.system()) && !isOff(clock.now())) return null
  const { id, result } = await ask(deps, order, true)
  if (result.kind === 'refused') forget(deps, id)
  if (result.kind !== 'answered') return null
  const end = await load(deps, order, result.value.answer)
  return end.kind === 'taken' ? end : null
}

/** No answer to this request will come. */
function forget({ database }: HubDeps, id: string): void {
  database.transact(tx => dropRequest(tx, id))
}

async function ask(
  deps: HubDeps,
  { need, shortKey, chainOf = null, anew = false }: ContactOrder,
  fresh: boolean,
): Promise<{ id: string; result: ControlResult<ControlAnswer> }> {
  const { client } = deps.control
  if (client === null) throw new HttpError('CONTROL_NOT_CONFIGURED')
  const action = need?.action ?? 'activate'
  const license = need?.license ?? null
  const { id, token } = await makeRequest(deps, {
    action,
    way: 'online',
    license: anew ? null : (license ?? (chainOf === null ? null : { id: chainOf })),
    fresh,
  })
  const { hostname } = deps.machine.current()
  const result =
    license !== null && action === 'heartbeat'
      ? await client.heartbeat(license.id, token)
      : shortKey !== null
        ? await client.activateByKey({ key: shortKey, request: token, hostname })
        : await client.activate(license?.id ?? '', token, await signedText(deps, license))
  return { id, result }
}

/** The text of a license that is stored here: it proves that the license was given to this installation. */
async function signedText(
  { licensing }: HubDeps,
  license: NonNullable<ContactOrder['need']>['license'],
): Promise<string | null> {
  const { held } = await licensing.snapshot()
  const own = held.find(({ verified }) => verified !== null && verified.digest === license?.digest)
  return own?.stored.token ?? null
}

async function load(
  deps: HubDeps,
  { need, actor, shortKey, replace }: ContactOrder,
  answer: Partial<ControlAnswer['answer']>,
): Promise<ContactEnd> {
  const { activation, license, keyset, revocations } = answer
  const { config, managed } = deps
  // A signed license that configuration holds is not replaced from elsewhere; one that a key stands for is.
  const renewed = config.managedLicense === null || managed.shortKey() !== null ? license : null
  const artifacts = [keyset, revocations, renewed, activation].filter(part => typeof part === 'string')
  try {
    const loaded = await loadArtifact(deps, {
      text: JSON.stringify({ artifacts }),
      actor,
      source: config.managedLicense?.source ?? 'panel',
      // What configuration says counts, whatever was here before.
      replace: replace ?? (need !== null && need.license === null),
      ...(shortKey !== null && { shortKey }),
    })
    return { kind: 'taken', loaded }
  } catch (thrown) {
    const isConflict = thrown instanceof HttpError && thrown.status === 409
    if (refusalOf(thrown) === null && !isConflict) throw thrown
    return { kind: 'untrusted', thrown }
  }
}

async function noteEnd(deps: HubDeps, order: ContactOrder, end: ContactEnd | null): Promise<void> {
  const { database, clock, log } = deps
  const need = await readContactNeed(deps)
  const isAnswered =
    end?.kind === 'taken' && !(need?.action === 'activate' && order.need?.action === 'activate')
  const retryAfterSeconds = end !== null && 'retryAfterSeconds' in end ? end.retryAfterSeconds : null
  const beat: BeatEnd = { answered: isAnswered, retryAfterSeconds }
  database.transact(tx => {
    const failures = isAnswered ? 0 : loadControlContact(tx).failures + 1
    const intervalSeconds = need?.intervalSeconds ?? 86_400
    const wait = nextBeatSeconds(beat, { intervalSeconds, failures, random: Math.random })
    saveControlContact(tx, {
      owner: '',
      ownedUntil: 0,
      subject: need?.subject ?? '',
      ...dueIn(wait, clock.reading()),
      failures,
      ...describeEnd(end, clock.now()),
    })
  })
  if (end?.kind !== 'taken') log.warn({ contact: describeEnd(end, clock.now()) }, 'the activation server')
}

/** The contact as the machine page tells it. */
function describeEnd(end: ContactEnd | null, lastAt: number): Partial<ControlContact> {
  const said = (lastOutcome: ControlContact['lastOutcome'], lastCode: string, lastMessage: string) => ({
    lastAt,
    lastOutcome,
    lastCode,
    lastMessage,
  })
  if (end === null) return said('unreachable', 'INTERNAL', '')
  switch (end.kind) {
    case 'taken':
      return said('answered', '', '')
    case 'unreachable':
      return said('unreachable', end.cause, '')
    case 'untrusted': {
      const { code, message } = refusalOf(end.thrown) ?? { code: 'LICENSE_MANAGED', message: '' }
      return said('unreachable', code, message)
    }
    case 'refused':
      break
  }
  const clone = end.code === 'CLONE_SUSPECTED' ? { cloneSuspectedAt: lastAt } : {}
  return { ...said('refused', end.code, end.message), ...clone }
}
