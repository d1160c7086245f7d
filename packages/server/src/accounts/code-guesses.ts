import { addressBucket } from '../client-address.ts'
import { HttpError } from '../http-error.ts'
import { remember } from '../throttle.ts'

/** Bounds what can be guessed of an authenticator's codes, over all places. */
export interface CodeGuesses {
  /**
   * Counts an attempt before it is made.
   *
   * @returns what to call when the code was right: it gives the attempt back, and the place is known from then on.
   * @throws {HttpError} RATE_LIMITED from a place where this account never signed in, once the day's guesses are used up.
   */
  take(account: string, address: string): () => void
}

const guessesPerDay = 300
const daySeconds = 86_400
const accountsMax = 10_000
const placesMax = 16

interface Guesses {
  since: number
  count: number
  places: Map<string, true>
}

/**
 * Creates the bound of one process: 300 wrong codes an account and day, over all places. Three of a million codes are right at a
 * time, so whoever knows the password gets in by guessing with a chance below 0.1 % a day, from however many places. The
 * place where the account signed in since the start is not bound by it, and recovery codes are not either.
 *
 * Waits of a single place are those of the sign-in, see `createAttemptLimits`.
 *
 * @param seconds - A monotonic clock.
 */
export function createCodeGuesses(seconds: () => number): CodeGuesses {
  const accounts = new Map<string, Guesses>()
  const guessesOf = (account: string): Guesses => {
    const known = accounts.get(account) ?? { since: seconds(), count: 0, places: new Map<string, true>() }
    if (seconds() - known.since >= daySeconds) Object.assign(known, { since: seconds(), count: 0 })
    remember(accounts, account, known, accountsMax)
    return known
  }
  return {
    take(account, address) {
      const guesses = guessesOf(account)
      const place = addressBucket(address)
      if (guesses.count >= guessesPerDay && !guesses.places.has(place)) {
        const retryAfterSeconds = Math.ceil(guesses.since + daySeconds - seconds())
        throw new HttpError('RATE_LIMITED', { retryAfterSeconds })
      }
      if (!guesses.places.has(place)) guesses.count++
      return () => {
        if (!guesses.places.has(place)) guesses.count = Math.max(0, guesses.count - 1)
        remember(guesses.places, place, true, placesMax)
      }
    },
  }
}
