import { LicenseError } from '@licet/license'
import { HttpError } from '@licet/server'
import { AnswerNotTaken } from './take-activation.ts'

/** Why a pasted text was not taken. */
export interface Refusal {
  code: string
  step: string
  message: string
}

const steps: Readonly<Record<string, string>> = {
  LICENSE_EXPIRED: 'time',
  LICENSE_REVOKED: 'revocation',
  MACHINE_MISMATCH: 'machine',
  ANSWER_OTHER_INSTALLATION: 'audience',
  ANSWER_EXPIRED: 'time',
  ANSWER_REQUEST_EXPIRED: 'time',
  ANSWER_LICENSE_EXPIRED: 'time',
  ANSWER_LICENSE_OLDER: 'sequence',
  ANSWER_OUT_OF_TURN: 'sequence',
  ANSWER_REPLAYED: 'sequence',
  ARTIFACT_UNSUPPORTED: 'shape',
  SHORT_KEY_OFFLINE: 'shape',
  SHORT_KEY_IN_CLEAR: 'shape',
}

/**
 * Reads from an error why a signed text was refused; null when it is about something else, a conflict or a fault.
 *
 * The sentence of a {@link LicenseError} is the one of its code; a missing trust is a matter of keys to whoever pastes.
 */
export function refusalOf(thrown: unknown): Refusal | null {
  if (thrown instanceof LicenseError) {
    const step = thrown.step === 'trust' ? 'key' : thrown.step
    return { code: thrown.code, step, message: sentenceOf(thrown) }
  }
  if (thrown instanceof AnswerNotTaken) {
    return { code: thrown.code, step: steps[thrown.code] ?? 'machine', message: thrown.message }
  }
  if (thrown instanceof HttpError && thrown.status === 422) {
    return { code: thrown.code, step: steps[thrown.code] ?? 'shape', message: thrown.message }
  }
  return null
}

/** Where a date is the reason, by how much it is off. */
function sentenceOf({ code, message, detail }: LicenseError): string {
  return code === 'ISSUED_IN_FUTURE' && detail !== undefined ? `${message} (${detail})` : message
}
