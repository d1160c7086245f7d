import { activationErrors, isDisplayName } from '@licet/api'
import { type RequestAnswered } from '@licet/api/control'
import { LicenseError, type RequestClaims, verifyRequest } from '@licet/license'
import { HttpError } from '@licet/server'
import type { ControlDeps } from '../deps.ts'
import { assertHashed } from '../licensing/fingerprint-input.ts'
import { findLicenses } from '../store/licenses.ts'
import { holdsActivation, loadInstallationMachines } from '../store/machines.ts'
import { createPublishedReader } from '../store/published.ts'
import { loadSettings } from '../store/settings.ts'
import { activationRefusal, withHelp } from './activation-refusal.ts'
import { answerRequest, type SignedAsking } from './answer-request.ts'
import { closeRound, openRound } from './round.ts'

/**
 * Answers a question by an installation's own key.
 *
 * @throws {HttpError} the refusal, with where help stands; RATE_LIMITED for whoever holds no activation of the license
 */
export type InstallationAnswerer = (question: {
  licenseId: string
  action: RequestClaims['action']
  /** `request+jwt`. */
  text: string
  /** Short key or signed license; needed for a first activation. */
  proof: string | null
  address: string
}) => Promise<RequestAnswered>

interface Waiting {
  licenseId: string
  asking: SignedAsking
  /** Also answered where it holds nothing. */
  admitted: boolean
  settle(outcome: Outcome): void
  fail(error: unknown): void
}

type Outcome = RequestAnswered | HttpError | typeof holdsNothing

/** Was not answered yet, as it counts against its address. */
const holdsNothing = Symbol('holds nothing')

/** More than that wait for the next round, so that each is answered soon. */
const roundMax = 64

/**
 * Creates what answers installations. Signatures are checked as questions arrive; those that have gathered while the round
 * before was written are answered together in the next, in one transaction: each commit is paid for once by all of them.
 *
 * A license is asked about once in a round, so that its questions are answered one after the other.
 *
 * Whoever holds no activation of the license counts against its address before it is answered, and no longer once it was not
 * refused; so does what is no request at all. Whoever holds one is never refused for its address.
 */
export function createInstallationAnswerer(deps: ControlDeps): InstallationAnswerer {
  const { clock, database, limits } = deps
  const readPublished = createPublishedReader()
  let waiting: Waiting[] = []
  let isRunning = false

  const answerRound = (questions: readonly Waiting[]): Promise<Outcome[]> =>
    database.transact(async tx => {
      const [licenses, machines, { published, signedAt }, settings] = await Promise.all([
        findLicenses(
          tx,
          questions.map(({ licenseId }) => licenseId),
        ),
        loadInstallationMachines(
          tx,
          questions.map(({ asking }) => asking.request.installationId),
          questions.map(({ licenseId }) => licenseId),
        ),
        readPublished(tx),
        loadSettings(tx),
      ])
      const { activationMessage } = settings
      const round = openRound({ deps, tx, now: clock.now(), signedAt, published, activationMessage })
      const answers = await settleAll(
        questions.map(async ({ licenseId, asking, admitted }) => {
          const own = machines.filter(
            machine =>
              machine.licenseId === licenseId && machine.installationId === asking.request.installationId,
          )
          if (!admitted && !own.some(holdsActivation)) return holdsNothing
          const license = licenses.get(licenseId)
          if (license === undefined) return activationRefusal('LICENSE_NOT_FOUND')
          return asOutcome(() => answerRequest(round, license, own, asking))
        }),
      )
      await closeRound(round)
      return answers
    })

  const run = async (): Promise<void> => {
    isRunning = true
    while (waiting.length > 0) {
      const { taken, rest } = takeRound(waiting)
      waiting = rest
      await answerAll(taken, answerRound)
    }
    isRunning = false
  }

  const ask = (question: Pick<Waiting, 'licenseId' | 'asking' | 'admitted'>): Promise<Outcome> =>
    new Promise<Outcome>((settle, fail) => {
      waiting.push({ ...question, settle, fail })
      if (!isRunning) void run()
    })

  const takeTicket = (address: string): Promise<void> =>
    limits.takeAddress(address).catch((error: unknown) => {
      throw error instanceof HttpError ? withHelp(error) : error
    })

  return async ({ licenseId, action, text, proof, address }) => {
    const request = await readRequest(text, action, licenseId).catch(async (error: unknown) => {
      await takeTicket(address)
      throw error
    })
    const { hostname, productVersion } = request
    const asking = { request, hostname, productVersion, proof, address }
    const first = await ask({ licenseId, asking, admitted: false })
    if (first === holdsNothing) await takeTicket(address)
    const outcome = first === holdsNothing ? await ask({ licenseId, asking, admitted: true }) : first
    if (outcome instanceof Error) throw outcome
    // Never: it was admitted.
    if (outcome === holdsNothing) throw activationRefusal('PROOF_MISSING')
    if (first === holdsNothing) await limits.giveBackAddress(address)
    return outcome
  }
}

/**
 * Reads a request that is about a license. Its dates are those of the clock it was made by, and no reason to refuse it:
 * which requests were answered is known for ever.
 *
 * @param licenseId - Null: whichever its key stands for.
 * @throws {HttpError} REQUEST_INVALID, with the sentence of the verifier as field `request`; FINGERPRINT_INVALID
 */
export async function readRequest(
  text: string,
  action: RequestClaims['action'],
  licenseId: string | null,
): Promise<RequestClaims> {
  try {
    const request = await verifyRequest(text, { now: null })
    if (request.action !== action) throw new LicenseError('TOKEN_TYPE_WRONG')
    const named = request.licenseId ?? licenseId
    if (licenseId !== null && named !== licenseId) throw new LicenseError('CLAIMS_INVALID')
    assertHashed(request.fingerprint)
    return { ...request, hostname: shownHostname(request.hostname) }
  } catch (error) {
    throw asInvalid(error, 'request')
  }
}

// A machine calls itself what it likes: what people cannot read is no name.
function shownHostname(hostname: string | null): string | null {
  const normal = hostname?.normalize('NFC').trim() ?? ''
  return isDisplayName(normal) ? normal : null
}

/** A signed text that does not verify, as the refusal of its field. */
export function asInvalid(error: unknown, field: string): unknown {
  if (error instanceof HttpError) return withHelp(error)
  if (!(error instanceof LicenseError)) return error
  return withHelp(
    new HttpError('REQUEST_INVALID', { fields: { [field]: error.message }, body: { reason: error.code } }),
  )
}

/** Turns a refusal into an outcome, so that what was written beside it is kept; any other error ends the round. */
export async function asOutcome<T>(work: () => Promise<T>): Promise<T | HttpError> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HttpError && error.code in activationErrors) return error
    throw error
  }
}

/** Waits for all before it fails, so that none still writes into a transaction that was given up. */
async function settleAll<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work)
  return settled.map(result => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

async function answerAll(
  questions: readonly Waiting[],
  answerRound: (questions: readonly Waiting[]) => Promise<Outcome[]>,
): Promise<void> {
  try {
    const outcomes = await answerRound(questions)
    for (const [index, outcome] of outcomes.entries()) questions[index]?.settle(outcome)
  } catch (error) {
    const [only, ...others] = questions
    if (others.length === 0) return only?.fail(error)
    // One of them may have been at fault for all: each is asked alone.
    for (const question of questions) await answerAll([question], answerRound)
  }
}

function takeRound(waiting: readonly Waiting[]): { taken: Waiting[]; rest: Waiting[] } {
  const licenses = new Set<string>()
  const taken: Waiting[] = []
  const rest: Waiting[] = []
  for (const question of waiting) {
    const fits = taken.length < roundMax && !licenses.has(question.licenseId)
    if (fits) licenses.add(question.licenseId)
    const list = fits ? taken : rest
    list.push(question)
  }
  return { taken, rest }
}
