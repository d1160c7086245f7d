import type { Policy } from '../claims/claims.ts'

const transferFreedom: Record<Policy['transfer'], number> = { none: 0, staff: 1, self: 2 }

/** Tells whether a policy forbids anything that another one allowed. */
export function isStricter(from: Policy, to: Policy): boolean {
  return (
    (from.enforcement === 'soft' && to.enforcement === 'locked') ||
    (from.binding === 'none' && to.binding === 'machine') ||
    (to.machines ?? Infinity) < (from.machines ?? Infinity) ||
    transferFreedom[to.transfer] < transferFreedom[from.transfer] ||
    to.activationGraceSeconds < from.activationGraceSeconds ||
    (to.heartbeatSeconds ?? Infinity) < (from.heartbeatSeconds ?? Infinity) ||
    (to.graceSeconds ?? Infinity) < (from.graceSeconds ?? Infinity)
  )
}
