import { boundaries, type Judgement, judge } from './judge.ts'
import type { Facts, LicenseState, Restriction, StateKind } from './state.ts'
import { stateText } from './state-texts.ts'

const validKinds: ReadonlySet<StateKind> = new Set<StateKind>(['active', 'expiring', 'grace'])
const lockingKinds: ReadonlySet<StateKind> = new Set<StateKind>([
  'expired',
  'suspended',
  'revoked',
  'machine_mismatch',
  'locked',
])

/**
 * Says what an installation's license amounts to at one moment. Pure and total: the same facts and moment give the same
 * answer everywhere, and there is always one.
 *
 * Of the licenses that have started, the one activated last counts. The start of a span belongs to it, its end does not:
 * a license is expired in the second `exp`, without leeway. `nextChange` is the next moment at which kind, reason or
 * license change by themselves, so `to` may be the present kind when a queued license takes over.
 *
 * @param facts - What was loaded and verified again; see {@link Facts}.
 * @param now - Effective time in epoch seconds, see {@link effectiveTime}.
 */
export function evaluate(facts: Facts, now: number): LicenseState {
  const judgement = judge(facts, now)
  const { kind, reason, license, removed, next } = judgement
  return {
    kind,
    valid: validKinds.has(kind),
    reason,
    ...stateText(judgement),
    nextChange: nextChange(facts, judgement, now),
    restricts: restriction(judgement, facts.seatsUsed),
    license,
    removed,
    next,
  }
}

/**
 * The number of enabled accounts that a state allows; null: no limit.
 *
 * The limit of the license in force counts, and goes on counting when that license is expired, revoked or locked, and when
 * one that locks was removed.
 */
export function seatLimit({
  kind,
  license,
  removed,
}: Pick<LicenseState, 'kind' | 'license' | 'removed'>): number | null {
  if (removed !== null) return removed.claims.seats
  return kind === 'scheduled' || license === null ? null : license.claims.seats
}

function restriction(judgement: Judgement, seatsUsed: number | null): Restriction {
  if (judgement.removed !== null || isLocking(judgement)) return 'everything'
  const limit = seatLimit(judgement)
  return limit !== null && seatsUsed !== null && seatsUsed >= limit ? 'new_users' : 'nothing'
}

function isLocking({ kind, license }: Judgement): boolean {
  return lockingKinds.has(kind) && license?.claims.policy.enforcement === 'locked'
}

function nextChange(facts: Facts, present: Judgement, now: number): LicenseState['nextChange'] {
  const ahead = boundaries(facts).filter(at => at > now && at < Infinity)
  for (const at of ahead.toSorted((a, b) => a - b)) {
    const then = judge(facts, at)
    if (then.kind !== present.kind || then.reason !== present.reason || then.license !== present.license)
      return { at, to: then.kind }
  }
  return null
}
