import { createAddressShares } from './address-share.ts'
import { addressBucket } from './client-address.ts'
import { HttpError } from './http-error.ts'
import { createThrottle, remember } from './throttle.ts'

/** Who tries to guess something. */
export interface Guesser {
  address: string
  /** What is guessed: the account, or the set-up token. */
  subject: string
  /** Signed in, or a browser that signed in to this account before: lifts the limit of the address, never that of the account. */
  isKnown: boolean
}

/** Limits on everything that can be guessed. */
export interface AttemptLimits {
  /**
   * Lets an attempt through and does its work. The attempt is counted as failed before the work begins and given back when it
   * succeeds, so that of many at once no more than the limit are tried.
   *
   * @param work - Throws one of the codes of a wrong guess where it was one; after any other error nothing was guessed.
   * @throws {HttpError} RATE_LIMITED with the seconds to wait; whatever the work throws
   */
  attempt<T>(guesser: Guesser, work: () => Promise<T>): Promise<T>
  /** The same for work that is done at once: of many right ones that come together, none waits for another. */
  attemptNow(guesser: Guesser, work: () => void): void
}

const keysMax = 50_000
const forgetSeconds = 3600
const wrongGuesses: ReadonlySet<string> = new Set([
  'CREDENTIAL_INVALID',
  'SECOND_FACTOR_INVALID',
  'SETUP_TOKEN_INVALID',
  'PASSWORD_WRONG',
])

/** Tells whether an error says that a guess was wrong; after any other, nothing was guessed. */
export function isWrongGuess(error: unknown): error is HttpError {
  return error instanceof HttpError && wrongGuesses.has(error.code)
}

/** The guess of a person who is signed in at what belongs to their own account. */
export function ownGuess(actor: { id: string; address: string }, what: 'password' | 'code'): Guesser {
  return { address: actor.address, subject: `${what} ${actor.id}`, isKnown: true }
}

/**
 * Creates the limits of one process.
 *
 * - One account from one address: 5 wrong guesses are free, then each waits twice as long as the last, from 2 seconds up to 15
 *   minutes: at most 20 in the first hour and 5 in each further one.
 * - One account from all addresses where nobody has signed in to it: 100 are free, then the wait grows up to a minute: at most 170
 *   in the first hour and 60 in each further one. Where its owner signs in otherwise, strangers elsewhere keep nobody waiting.
 * - One address over all accounts: 50, and 100 more for accounts that have not failed from there, two at a time: at most 150 at
 *   first and 90 in each hour. Whoever shares the address with somebody who mistypes, or guesses, still gets in, and a browser that signed
 *   in before does whatever happens there. A success takes the failures of its account off the address.
 *
 * Nobody is locked out for good. A restart forgets everything, and each process counts for itself.
 *
 * @param seconds - A monotonic clock.
 */
export function createAttemptLimits(seconds: () => number): AttemptLimits {
  const perAccount = createThrottle({
    free: 5,
    waitSeconds: 2,
    waitSecondsMax: 900,
    forgetSeconds,
    keysMax,
  })
  const everywhere = createThrottle({ free: 100, waitSeconds: 2, waitSecondsMax: 60, forgetSeconds, keysMax })
  const addresses = createAddressShares({
    attempts: 50,
    refillSeconds: 120,
    reserve: 100,
    reserveRefillSeconds: 60,
    reserveUnderWayMax: 1,
    keysMax,
  })
  const ownPlaces = new Map<string, true>()

  const take = ({ address, subject, isKnown }: Guesser): Ticket => {
    const now = seconds()
    const place = addressBucket(address)
    const account = subject.toLowerCase().slice(0, 254)
    const here = `${place} ${account}`
    const isOwnPlace = ownPlaces.has(here)
    const wait = Math.max(
      perAccount.waitSeconds(here, now),
      isOwnPlace ? 0 : everywhere.waitSeconds(account, now),
    )
    if (wait > 0) throw tooMany(wait)
    const failedHere = perAccount.failures(here, now)
    const share = isKnown ? null : addresses.take(place, failedHere === 0, now)
    if (typeof share === 'number') throw tooMany(share)
    const undoHere = perAccount.fail(here, now)
    const undoEverywhere = isOwnPlace ? () => undefined : everywhere.fail(account, now)
    return {
      fail: () => share?.fail(),
      giveBack: () => {
        undoHere()
        undoEverywhere()
        share?.giveBack(0)
      },
      succeed: () => {
        perAccount.succeed(here)
        undoEverywhere()
        share?.giveBack(failedHere)
        remember(ownPlaces, here, true, keysMax)
      },
    }
  }

  return {
    async attempt(guesser, work) {
      const ticket = take(guesser)
      const result = await work().catch((error: unknown) => {
        settleFailed(ticket, error)
        throw error
      })
      ticket.succeed()
      return result
    },
    attemptNow(guesser, work) {
      const ticket = take(guesser)
      try {
        work()
      } catch (error) {
        settleFailed(ticket, error)
        throw error
      }
      ticket.succeed()
    },
  }
}

interface Ticket {
  fail(): void
  /** Nothing was guessed. */
  giveBack(): void
  succeed(): void
}

function settleFailed(ticket: Ticket, error: unknown): void {
  if (isWrongGuess(error)) ticket.fail()
  else ticket.giveBack()
}

function tooMany(wait: number): HttpError {
  return new HttpError('RATE_LIMITED', { retryAfterSeconds: wait })
}
