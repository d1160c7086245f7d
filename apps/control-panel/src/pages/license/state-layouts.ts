import type { LicenseState } from '../licenses/license-states.ts'
import type { StateWay } from './state-graph.ts'

/** One drawing of the life of a license, in its own units. */
export interface StateLayout {
  width: number
  height: number
  box: { width: number; height: number }
  /** The middle of every box. */
  nodes: Readonly<Record<LicenseState, readonly [x: number, y: number]>>
  /** The line of every way, and where its name stands. */
  ways: Readonly<Record<StateWay, { path: string; x: number; y: number; anchor: 'start' | 'middle' | 'end' }>>
}

/** From left to right; what somebody decided stands below. */
export const wideLayout: StateLayout = {
  width: 1060,
  height: 268,
  box: { width: 158, height: 46 },
  nodes: {
    unminted: [82, 62],
    scheduled: [82, 148],
    active: [382, 105],
    expiring: [682, 105],
    expired: [976, 105],
    suspended: [382, 238],
    revoked: [976, 238],
  },
  ways: {
    activate: { path: 'M161 62 C230 62 240 95 300 97', x: 178, y: 52, anchor: 'start' },
    start: { path: 'M161 148 C230 148 240 115 300 113', x: 178, y: 168, anchor: 'start' },
    warn: { path: 'M461 105 L600 105', x: 531, y: 95, anchor: 'middle' },
    expire: { path: 'M761 105 L894 105', x: 828, y: 95, anchor: 'middle' },
    renew: { path: 'M976 82 C976 22 382 22 382 79', x: 679, y: 28, anchor: 'middle' },
    suspend: { path: 'M356 128 L356 212', x: 346, y: 176, anchor: 'end' },
    reinstate: { path: 'M408 215 L408 131', x: 418, y: 176, anchor: 'start' },
    revoke: { path: 'M461 238 L894 238', x: 678, y: 228, anchor: 'middle' },
  },
}

/** From top to bottom, for a telephone. */
export const tallLayout: StateLayout = {
  width: 342,
  height: 420,
  box: { width: 150, height: 40 },
  nodes: {
    unminted: [78, 24],
    scheduled: [262, 24],
    active: [102, 128],
    expiring: [102, 228],
    expired: [102, 328],
    suspended: [264, 228],
    revoked: [264, 396],
  },
  ways: {
    activate: { path: 'M78 44 C78 70 92 74 92 105', x: 100, y: 68, anchor: 'start' },
    start: { path: 'M262 44 C262 84 150 72 126 105', x: 234, y: 84, anchor: 'start' },
    warn: { path: 'M102 148 L102 205', x: 110, y: 174, anchor: 'start' },
    expire: { path: 'M102 248 L102 305', x: 110, y: 281, anchor: 'start' },
    renew: { path: 'M27 328 C2 300 2 156 24 130', x: 30, y: 366, anchor: 'start' },
    suspend: { path: 'M177 120 C318 120 322 150 322 205', x: 196, y: 113, anchor: 'start' },
    reinstate: { path: 'M238 208 C238 165 228 138 180 136', x: 246, y: 192, anchor: 'start' },
    revoke: { path: 'M264 248 L264 373', x: 272, y: 312, anchor: 'start' },
  },
}
