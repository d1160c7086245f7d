import type { LicenseState } from '../licenses/license-states.ts'

/** What leads from one state to another; the last part of `license.way.…`. */
export type StateWay = 'activate' | 'start' | 'warn' | 'expire' | 'renew' | 'suspend' | 'reinstate' | 'revoke'

/** A way from one state to another; `by` says whether time or a person goes it. */
export interface StateEdge {
  from: LicenseState
  to: LicenseState
  by: 'time' | 'deed'
  way: StateWay
}

/** The ways that are drawn. Revoking is possible from everywhere, and drawn once. */
export const stateEdges: readonly StateEdge[] = [
  { from: 'unminted', to: 'active', by: 'deed', way: 'activate' },
  { from: 'scheduled', to: 'active', by: 'time', way: 'start' },
  { from: 'active', to: 'expiring', by: 'time', way: 'warn' },
  { from: 'expiring', to: 'expired', by: 'time', way: 'expire' },
  { from: 'expired', to: 'active', by: 'deed', way: 'renew' },
  { from: 'active', to: 'suspended', by: 'deed', way: 'suspend' },
  { from: 'suspended', to: 'active', by: 'deed', way: 'reinstate' },
  { from: 'suspended', to: 'revoked', by: 'deed', way: 'revoke' },
]

/** The states that a license in this one can come to next, in the order of the drawing. */
export function nextStates(state: LicenseState): readonly StateEdge[] {
  const edges = stateEdges.filter(edge => edge.from === state)
  if (state === 'revoked' || edges.some(edge => edge.to === 'revoked')) return edges
  return [...edges, { from: state, to: 'revoked', by: 'deed', way: 'revoke' }]
}
