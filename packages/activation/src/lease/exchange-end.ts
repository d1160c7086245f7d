import type { LicenseState, Trust } from '@licet/license'
import type { ControlRefusal, ControlResult } from '../client/control-result.ts'
import type { BeatEnd } from '../heartbeat/next-beat.ts'
import type { AnswerRefusal } from './answer-refusals.ts'

/** How asking the vendor ended. Only `taken`, and a `refused` with a signed verdict, changed anything. */
export type ExchangeEnd =
  | {
      kind: 'taken'
      /** The license as it stands now. */
      state: LicenseState
      /** What the vendor has to say; null: nothing. */
      message: string | null
      /** When the server would like the next heartbeat. */
      nextHeartbeatSeconds: number | null
      /** It does not say what time it is: its request had waited for long, or nobody knows how long. The next one does. */
      timeIsOpen: boolean
      trust: Trust
    }
  | { kind: 'not_taken'; refusal: AnswerRefusal }
  | (ControlRefusal & {
      /** The state after a signed verdict that came with the refusal; null where nothing changed. */
      verdict: LicenseState | null
    })
  | Extract<ControlResult<never>, { kind: 'unreachable' }>

/** What an exchange means for the time of the next heartbeat. */
export function beatEndOf(end: ExchangeEnd): BeatEnd {
  if (end.kind === 'taken') return { answered: true, nextHeartbeatSeconds: end.nextHeartbeatSeconds }
  if (end.kind === 'not_taken') return { answered: false }
  const answered = end.kind === 'refused' && end.verdict !== null
  return { answered, retryAfterSeconds: end.retryAfterSeconds }
}
