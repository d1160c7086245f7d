import type { Preview } from '@licet/api'
import type { Refusal } from './refusal.ts'

type Check = Preview['checks'][number]
type Step = Check['step']

/** What it means that a license passed a step, in the order in which the steps are taken. */
const passed: readonly (readonly [Step, string])[] = [
  ['shape', 'The text is complete and spelled the way an issuer spells it.'],
  ['header', 'It is a license and names an allowed algorithm.'],
  ['key', 'Its signing key is known here and in use.'],
  ['signature', 'The signature holds: nothing was altered.'],
  ['issuer', 'It was issued by the vendor this installation trusts.'],
  ['claims', 'What it says is complete and in range.'],
  ['audience', 'It may be used on this installation.'],
  ['machine', 'Nothing binds it to another machine.'],
  ['time', 'It has not expired.'],
  ['revocation', 'The vendor has not revoked it.'],
  ['sequence', 'It is no older than what is loaded.'],
  ['seats', 'It has a seat for every enabled account.'],
]

/**
 * Lays out the steps a license goes through: passed up to the one that failed, the rest skipped.
 *
 * @param refusal - What it was refused for; null when it was not.
 * @param seatsOver - Enabled accounts beyond its seats: a warning, never a refusal.
 */
export function artifactChecks(refusal: Refusal | null, seatsOver: number): Check[] {
  const failedAt = refusal === null ? passed.length : stepIndex(refusal.step)
  return passed.map(([step, message], index) => {
    if (index > failedAt) return { step, outcome: 'skipped', message: '' }
    if (refusal !== null && index === failedAt) return { step, outcome: 'failed', message: refusal.message }
    if (step === 'seats' && seatsOver > 0) {
      return {
        step,
        outcome: 'warning',
        message: `${seatsOver} enabled accounts more than it has seats; they stay.`,
      }
    }
    return { step, outcome: 'passed', message }
  })
}

function stepIndex(step: string): number {
  const index = passed.findIndex(([name]) => name === step)
  return Math.max(index, 0)
}
