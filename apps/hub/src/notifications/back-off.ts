/** Attempts for each channel, over about two days; then it is given up. */
export const attemptsMax = 20
/** No notification is sent later than this after what it tells. */
export const ageSecondsMax = 7 * 86_400
/** How long an attempt belongs to the process that makes it; longer than any attempt can take. */
export const leaseSeconds = 120
/** The longest wait between two attempts. */
export const waitSecondsMax = 6 * 3600

const firstSeconds = 30

/**
 * How long to wait after a failed attempt: a random time below a bound that doubles, so that many installations do not
 * come back to a receiver at once.
 *
 * @param attempts - Made so far, at least 1.
 * @param random - From 0 inclusive to 1 exclusive.
 * @returns whole seconds, at least 1.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ (full jitter)
 */
export function backOffSeconds(attempts: number, random: number): number {
  const bound = Math.min(waitSecondsMax, firstSeconds * 2 ** (attempts - 1))
  return 1 + Math.floor(random * bound)
}
