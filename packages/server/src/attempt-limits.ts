import { addressBucket } from './client-address.ts'
import { HttpError } from './http-error.ts'
import { createThrottle } from './throttle.ts'

/** Waits between attempts to guess something, per caller and per caller and account. */
export interface AttemptLimits {
  /** @throws {HttpError} RATE_LIMITED with the seconds to wait. */
  assert(address: string, subject: string): void
  fail(address: string, subject: string): void
  succeed(address: string, subject: string): void
}

/**
 * Creates the limits of one process: five attempts on one account from one place are free, then each waits twice as long as
 * the last, up to fifteen minutes; one place may fail fifty times over all accounts before it waits. Nobody is locked out
 * for good, and the owner of an account can always sign in from elsewhere.
 *
 * @param seconds - A monotonic clock.
 */
export function createAttemptLimits(seconds: () => number): AttemptLimits {
  const perAccount = createThrottle({
    free: 5,
    waitSeconds: 2,
    waitSecondsMax: 900,
    forgetSeconds: 3600,
    keysMax: 50_000,
  })
  const perPlace = createThrottle({
    free: 50,
    waitSeconds: 2,
    waitSecondsMax: 900,
    forgetSeconds: 3600,
    keysMax: 50_000,
  })
  const keys = (address: string, subject: string): [string, string] => {
    const place = addressBucket(address)
    return [`${place} ${subject.toLowerCase().slice(0, 254)}`, place]
  }
  return {
    assert(address, subject) {
      const [account, place] = keys(address, subject)
      const wait = Math.max(
        perAccount.waitSeconds(account, seconds()),
        perPlace.waitSeconds(place, seconds()),
      )
      if (wait > 0) throw new HttpError('RATE_LIMITED', { retryAfterSeconds: wait })
    },
    fail(address, subject) {
      const [account, place] = keys(address, subject)
      perAccount.fail(account, seconds())
      perPlace.fail(place, seconds())
    },
    succeed(address, subject) {
      perAccount.succeed(keys(address, subject)[0])
    },
  }
}
