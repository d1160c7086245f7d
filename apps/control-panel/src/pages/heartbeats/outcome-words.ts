import type { heartbeatView } from '@licet/api/control'
import type { Tone } from '@licet/ui'
import type { z } from 'zod'

export type Outcome = z.infer<typeof heartbeatView>['outcome']

/** What each way in which a question of a machine can end looks like; its word stands beside it. */
export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  activated: 'ok',
  renewed: 'ok',
  released: 'calm',
  suspended: 'notice',
  expired: 'notice',
  revoked: 'danger',
  other_machine: 'danger',
  clone_suspected: 'danger',
}

/** Outcomes that somebody should look at: a copy, a box at the wrong place. */
export const anomalies = ['clone_suspected', 'other_machine'] as const satisfies readonly Outcome[]

/** Whether a text is one of the outcomes. */
export function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'string' && Object.hasOwn(outcomeTones, value)
}
