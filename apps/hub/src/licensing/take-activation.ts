import {
  type AnswerRefusalCode,
  type AnswerTime,
  type AskedRequest,
  type Chain,
  takeAnswer,
} from '@licet/activation'
import {
  type ActivationClaims,
  LicenseError,
  type RevocationList,
  type Trust,
  type VerifiedLicense,
} from '@licet/license'
import { HttpError } from '@licet/server'
import type { Snapshot } from './snapshot.ts'

/** A genuine activation that may be stored. */
export interface PlannedActivation {
  token: string
  claims: ActivationClaims
  /** The license it is for: held here, or arriving with it. */
  license: VerifiedLicense
  /** Signed answers taken for this license, with this one. */
  counter: number
  /** The request it answers; null: made from a machine UID. */
  request: string | null
  /** What it says of the present; null: nobody knows how long it was under way. */
  timed: AnswerTime | null
}

/** What this installation remembers of what it asked, and of the answers it took. */
export interface AnswerContext {
  /** Epoch seconds. */
  now: number
  /** The latest time that a trusted key has signed. */
  signedTime: number
  installationId: string
  requests: readonly AskedRequest[]
  chainOf: (licenseId: string) => Chain
}

/** A genuine activation that may not be stored here, and why. */
export class AnswerNotTaken extends Error {
  override readonly name = 'AnswerNotTaken'
  readonly code: AnswerRefusalCode

  constructor(code: AnswerRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Decides whether a signed activation may be stored here, by the rules that every installation follows.
 *
 * @param plan - The trust, the revocation list and the license that hold once what arrived with it is loaded.
 * @throws {LicenseError} not genuine.
 * @throws {AnswerNotTaken} genuine, but not for here or not now.
 * @throws {HttpError} MACHINE_MISMATCH
 */
export async function takeActivation(
  token: string,
  plan: { trust: Trust; license: { token: string } | null; revocationsAfter: RevocationList | null },
  { facts }: Snapshot,
  context: AnswerContext,
): Promise<PlannedActivation> {
  const taken = await takeAnswer(
    { activation: token, license: plan.license?.token ?? null, keyset: null, revocations: null },
    {
      ...context,
      trust: plan.trust,
      fingerprint: facts.fingerprint ?? {},
      licenses: facts.licenses,
      revocations: plan.revocationsAfter,
    },
  )
  if (!taken.taken) throw refusalToTake(taken)
  const { activation, counter, request, timed } = taken
  const licenses = taken.license === null ? facts.licenses : [...facts.licenses, taken.license.verified]
  const license = licenses.findLast(
    ({ id, digest }) => id === activation?.claims.licenseId || digest === activation?.claims.licenseId,
  )
  if (activation === null || license === undefined) throw new HttpError('INTERNAL')
  return { ...activation, license, counter, request, timed }
}

function refusalToTake(refusal: {
  code: AnswerRefusalCode
  message: string
  cause: LicenseError['code'] | null
}): Error {
  const { code, message, cause } = refusal
  if (code === 'ANSWER_OTHER_MACHINE') return new HttpError('MACHINE_MISMATCH')
  return code === 'ANSWER_UNREADABLE' && cause !== null
    ? new LicenseError(cause)
    : new AnswerNotTaken(code, message)
}
