import type { LicenseErrorCode } from '@licet/license'

/** Why a signed answer was not taken: one code, one sentence with what to do. Nothing was changed by any of them. */
export const answerRefusals = {
  ANSWER_EMPTY: 'There is nothing in this answer that could be taken.',
  ANSWER_UNREADABLE:
    'A part of this answer is cut, altered, or not signed by a key that is trusted here. Ask for it again.',
  ANSWER_OTHER_INSTALLATION: 'This activation code was made for another installation. Use it there.',
  ANSWER_OTHER_MACHINE:
    'This activation code was made for a machine that differs from this one. Make a new request here.',
  ANSWER_OTHER_LICENSE: 'Activation and license in this answer do not belong together, or to what was asked.',
  ANSWER_OTHER_REQUEST:
    'This activation code answers no request that waits here. Make a new request and have it answered.',
  ANSWER_REPLAYED: 'This activation code was used already. Make a new request and have it answered.',
  ANSWER_OUT_OF_TURN:
    'This answer does not follow the last one that was taken here. Make a new request and have it answered.',
  ANSWER_RELEASED: 'This machine has given this activation up. Activate again to use the license here.',
  ANSWER_EXPIRED: 'The activation in this answer has ended. Make a new request and have it answered.',
  ANSWER_REQUEST_EXPIRED: 'The request that this answers is older than 14 days. Make a new one.',
  ANSWER_LICENSE_MISSING: 'The license that this activation is for is not known here. Ask for both together.',
  ANSWER_LICENSE_EXPIRED: 'The license in this answer has expired. Ask your vendor for a renewal.',
  ANSWER_LICENSE_OLDER:
    'A newer revision of this license is stored here. Ask your vendor for the current one.',
} as const satisfies Record<string, string>

/** A stable, machine-readable reason for not taking an answer. */
export type AnswerRefusalCode = keyof typeof answerRefusals

/** An answer that was not taken. `cause` says more where a signed part was refused. */
export interface AnswerRefusal {
  taken: false
  code: AnswerRefusalCode
  message: string
  cause: LicenseErrorCode | null
}

/** A refusal in words. */
export function refuseAnswer(code: AnswerRefusalCode, cause: LicenseErrorCode | null = null): AnswerRefusal {
  return { taken: false, code, message: answerRefusals[code], cause }
}
