import type { LicenseState } from '../licenses/license-states.ts'

/** A state in the drawing: the middle of its box, in units of the drawing. */
export interface StateNode {
  state: LicenseState
  x: number
  y: number
}

/** A way from one state to another; `by` says whether time or a person goes it. */
export interface StateEdge {
  from: LicenseState
  to: LicenseState
  by: 'time' | 'deed'
  /** Last part of `license.way.…`. */
  way: 'activate' | 'start' | 'warn' | 'expire' | 'renew' | 'suspend' | 'reinstate' | 'revoke'
}

export const boxWidth = 150
export const boxHeight = 46

/** The life of a license from left to right; what a person decided stands below. */
export const stateNodes: readonly StateNode[] = [
  { state: 'unminted', x: 85, y: 40 },
  { state: 'scheduled', x: 85, y: 130 },
  { state: 'active', x: 335, y: 85 },
  { state: 'expiring', x: 585, y: 85 },
  { state: 'expired', x: 835, y: 85 },
  { state: 'suspended', x: 335, y: 215 },
  { state: 'revoked', x: 835, y: 215 },
]

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

/** The line of an edge, from box to box. */
export function edgePath(edge: StateEdge): string {
  const from = nodeOf(edge.from)
  const to = nodeOf(edge.to)
  if (edge.way === 'renew') {
    const top = from.y - boxHeight / 2
    return `M${from.x} ${top} C${from.x} ${top - 52} ${to.x} ${top - 52} ${to.x} ${top - 3}`
  }
  if (from.x === to.x) {
    const down = to.y > from.y
    const x = from.x + (down ? -26 : 26)
    const reach = boxHeight / 2
    return `M${x} ${from.y + (down ? reach : -reach)} L${x} ${to.y + (down ? -reach - 3 : reach + 3)}`
  }
  const start = from.x + boxWidth / 2
  const end = to.x - boxWidth / 2 - 3
  const middle = (start + end) / 2
  return `M${start} ${from.y} C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}`
}

/** Where the name of an edge stands. */
export function edgeLabel(edge: StateEdge): { x: number; y: number; anchor: 'start' | 'middle' | 'end' } {
  const from = nodeOf(edge.from)
  const to = nodeOf(edge.to)
  if (edge.way === 'renew')
    return { x: (from.x + to.x) / 2, y: from.y - boxHeight / 2 - 30, anchor: 'middle' }
  if (from.x === to.x) {
    const down = to.y > from.y
    return { x: from.x + (down ? -36 : 36), y: (from.y + to.y) / 2 + 4, anchor: down ? 'end' : 'start' }
  }
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 9, anchor: 'middle' }
}

function nodeOf(state: LicenseState): StateNode {
  const node = stateNodes.find(candidate => candidate.state === state)
  if (node === undefined) throw new Error(`The drawing has no box for ${state}.`)
  return node
}
