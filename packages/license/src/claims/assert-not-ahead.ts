import { lengthText } from '../calendar/length-text.ts'
import { LicenseError } from '../errors.ts'
import { issuedAheadSecondsMax } from '../limits.ts'

/**
 * Checks that something was not issued ahead of the clock.
 *
 * @param now - Epoch seconds.
 * @throws {LicenseError} ISSUED_IN_FUTURE; its detail says by how much
 */
export function assertNotAhead(issuedAt: number, now: number): void {
  if (issuedAt > now + issuedAheadSecondsMax)
    throw new LicenseError('ISSUED_IN_FUTURE', `${lengthText(issuedAt - now)} ahead`)
}
