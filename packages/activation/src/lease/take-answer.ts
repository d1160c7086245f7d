import {
  type ActivationClaims,
  type Fingerprint,
  LicenseError,
  type LicenseErrorCode,
  matchFingerprint,
  type RevocationList,
  type Trust,
  type VerifiedLicense,
  verifyActivation,
  verifyKeyset,
  verifyLicense,
  verifyRevocations,
} from '@licet/license'
import { answerTime, isBuried, isOvertaken, isTooOld, timeOfAnswer } from '../clock/answer-time.ts'
import type { AnswerTime } from '../clock/clock-after.ts'
import { type AnswerRefusal, type AnswerRefusalCode, refuseAnswer } from './answer-refusals.ts'
import type { AskedRequest } from './create-request.ts'

/** The signed parts of an answer, wherever they came from; nothing in them is believed yet. */
export interface Answer {
  activation: string | null
  license: string | null
  keyset: string | null
  revocations: string | null
}

/** What this installation remembers of the signed answers for one license. Times in epoch seconds. */
export interface Chain {
  /** Signed answers taken. */
  counter: number
  /** `jti` of the last one; empty when there was none. */
  previous: string
  /** When the last one was issued; 0 when there was none. */
  issuedAt: number
  /** The activation that was given up here for good. */
  tombstone: { activation: string; at: number } | null
}

/** What an answer is judged against. */
export interface Situation {
  installationId: string
  /** The machine as it is now. */
  fingerprint: Fingerprint
  /** Keysets that were taken before are in it already. */
  trust: Trust
  /** Requests that still wait: the one just sent, or those that were carried away by hand. */
  requests: readonly AskedRequest[]
  /** Licenses that are stored here, verified. */
  licenses: readonly VerifiedLicense[]
  revocations: RevocationList | null
  /** The chain of a license, by its id. */
  chainOf: (licenseId: string) => Chain
  /** Effective time, epoch seconds: before what the answer says of it. */
  now: number
  /** The latest time that a trusted key has signed; no answer turns time back behind it. */
  signedTime?: number
  /** What a keyset makes of the trust; left out, {@link verifyKeyset} decides. */
  extendTrust?: (keyset: string) => Promise<Trust>
}

/** What may be stored, all of it or nothing. */
export interface TakenAnswer {
  taken: true
  activation: { token: string; claims: ActivationClaims } | null
  /** null: the license that is stored stays. */
  license: { token: string; verified: VerifiedLicense } | null
  keyset: { text: string; trust: Trust } | null
  revocations: { text: string; list: RevocationList } | null
  /** The request that was answered, and is used up; null where the code was made from a machine UID. */
  request: string | null
  /** What it says of the present; null: nobody knows how long it was under way. */
  timed: AnswerTime | null
  /** Signed answers taken, with this one. */
  counter: number
  /** Times that trusted keys have signed, epoch seconds. */
  signedAt: number[]
}

/** Skipped beside a good answer: the same as before, older, or for somebody who takes no keysets. */
const harmless: ReadonlySet<string> = new Set(['SEQUENCE_ROLLBACK', 'KEYSET_NO_ROOTS'])

/** Ends the judgement with a refusal; never leaves this file. */
class Refused extends Error {
  readonly refusal: AnswerRefusal

  constructor(code: AnswerRefusalCode, cause?: LicenseErrorCode) {
    super(code)
    this.refusal = refuseAnswer(code, cause)
  }
}

/**
 * Decides whether a signed answer may be stored: the only function that does. Pure: it reads and writes nothing.
 *
 * Order: keyset, revocation list, license, activation (signature, this installation, not given up), the license it is for,
 * the request it answers, its turn in the counter chain, its end by the time that it tells, this machine. A verdict is
 * held to all of it but the machine, which may be the very thing it is about. Without an activation the other parts are
 * taken alone.
 */
export async function takeAnswer(answer: Answer, situation: Situation): Promise<TakenAnswer | AnswerRefusal> {
  try {
    return await judgeAnswer(answer, situation)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    if (!(error instanceof LicenseError)) throw error
    const code = error.code === 'AUDIENCE_WRONG' ? 'ANSWER_OTHER_INSTALLATION' : 'ANSWER_UNREADABLE'
    return refuseAnswer(code, error.code)
  }
}

async function judgeAnswer(answer: Answer, given: Situation): Promise<TakenAnswer> {
  const situation = { ...given, now: timeOfAnswer(answer.activation, given) }
  const passedOver: LicenseErrorCode[] = []
  const keyset = await readKeyset(answer.keyset, situation, passedOver)
  const trust = keyset?.trust ?? situation.trust
  const revocations = await readRevocations(answer.revocations, trust, situation, passedOver)
  const license = await readLicense(answer.license, trust, situation)
  const signedAt = [revocations?.list.issuedAt, license?.verified.claims.iat]
  const parts = { taken: true as const, license, keyset, revocations }
  if (answer.activation === null) {
    if (keyset === null && revocations === null && license === null)
      throw new Refused('ANSWER_EMPTY', passedOver[0])
    return { ...parts, activation: null, request: null, timed: null, counter: 0, signedAt: timesIn(signedAt) }
  }
  const claims = await verifyActivation(answer.activation, trust, situation)
  const held = licenseOf(claims, license?.verified ?? null, situation)
  const request = assertTurn(claims, held, situation)
  if (claims.exp <= situation.now) throw new Refused('ANSWER_EXPIRED')
  assertMachine(claims, held, situation)
  return {
    ...parts,
    activation: { token: answer.activation, claims },
    request: request?.jti ?? null,
    timed: answerTime(claims, request, held),
    counter: claims.counter ?? situation.chainOf(held.id).counter + 1,
    signedAt: timesIn([...signedAt, claims.iat]),
  }
}

async function readKeyset(
  text: string | null,
  situation: Situation,
  passedOver: LicenseErrorCode[],
): Promise<TakenAnswer['keyset']> {
  if (text === null) return null
  const { trust, now, extendTrust = keyset => verifyKeyset(keyset, trust, { now }) } = situation
  return unlessHarmless(passedOver, async () => ({ text, trust: await extendTrust(text) }))
}

async function readRevocations(
  text: string | null,
  trust: Trust,
  { now, revocations }: Situation,
  passedOver: LicenseErrorCode[],
): Promise<TakenAnswer['revocations']> {
  if (text === null) return null
  const sequence = revocations?.sequence ?? 0
  return unlessHarmless(passedOver, async () => ({
    text,
    list: await verifyRevocations(text, trust, { now, sequence }),
  }))
}

async function unlessHarmless<Part>(
  passedOver: LicenseErrorCode[],
  read: () => Promise<Part>,
): Promise<Part | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof LicenseError) || !harmless.has(error.code)) throw error
    passedOver.push(error.code)
    return null
  }
}

async function readLicense(
  token: string | null,
  trust: Trust,
  situation: Situation,
): Promise<TakenAnswer['license']> {
  if (token === null) return null
  const verified = await verifyLicense(token, trust, situation)
  const { claims, digest } = verified
  if (situation.licenses.some(license => license.digest === digest)) return { token, verified }
  if (claims.exp <= situation.now) throw new Refused('ANSWER_LICENSE_EXPIRED')
  const older = situation.licenses.some(
    stored => stored.id === verified.id && (stored.claims.rev ?? 0) > (claims.rev ?? 0),
  )
  if (older) throw new Refused('ANSWER_LICENSE_OLDER')
  return { token, verified }
}

function licenseOf(
  claims: ActivationClaims,
  answered: VerifiedLicense | null,
  { licenses }: Situation,
): VerifiedLicense {
  const isMeant = ({ id, digest }: VerifiedLicense): boolean =>
    claims.licenseId === id || claims.licenseId === digest
  if (answered !== null) {
    if (!isMeant(answered)) throw new Refused('ANSWER_OTHER_LICENSE')
    return answered
  }
  const stored = licenses.find(isMeant)
  if (stored !== undefined) return stored
  throw new Refused(licenses.length === 0 ? 'ANSWER_LICENSE_MISSING' : 'ANSWER_OTHER_LICENSE')
}

/** Returns the request that is answered; null where the code answers none, which only a machine UID makes good. */
function assertTurn(
  claims: ActivationClaims,
  license: VerifiedLicense,
  situation: Situation,
): AskedRequest | null {
  const chain = situation.chainOf(license.id)
  if (claims.id === chain.tombstone?.activation) throw new Refused('ANSWER_RELEASED')
  if (claims.id === chain.previous) throw new Refused('ANSWER_REPLAYED')
  if (claims.request === null) return assertNewer(claims, chain, situation.now)
  const asked = situation.requests.find(({ jti }) => jti === claims.request)
  if (asked === undefined)
    throw new Refused(isBuried(claims, chain, situation.now) ? 'ANSWER_RELEASED' : 'ANSWER_OTHER_REQUEST')
  if (isTooOld(asked, situation.now)) throw new Refused('ANSWER_REQUEST_EXPIRED')
  if (asked.license !== null && asked.license !== license.id && asked.license !== license.digest)
    throw new Refused('ANSWER_OTHER_LICENSE')
  // A request that names a license goes on with its chain; one by short key may start a new one.
  const { counter, license: named } = asked
  const isNext = named === null ? !isOvertaken(claims, chain, situation.now) : counter === chain.counter
  if (!isNext || claims.counter !== counter + 1) throw new Refused('ANSWER_OUT_OF_TURN')
  return asked
}

/** A code from a machine UID has no request to use up: only one issued later than all before it is taken. */
function assertNewer(claims: ActivationClaims, chain: Chain, now: number): null {
  const { counter, issuedAt } = chain
  if (isBuried(claims, chain, now)) throw new Refused('ANSWER_RELEASED')
  if (claims.iat <= issuedAt) throw new Refused('ANSWER_REPLAYED')
  if (claims.counter !== null && claims.counter !== counter + 1) throw new Refused('ANSWER_OUT_OF_TURN')
  return null
}

function assertMachine(claims: ActivationClaims, license: VerifiedLicense, { fingerprint }: Situation): void {
  const { binding, match } = license.claims.policy
  if (claims.directive !== 'none' || binding === 'none') return
  if (!matchFingerprint(match, claims.fingerprint, fingerprint).matched)
    throw new Refused('ANSWER_OTHER_MACHINE')
}

const timesIn = (times: readonly (number | undefined)[]): number[] => times.filter(at => at !== undefined)
