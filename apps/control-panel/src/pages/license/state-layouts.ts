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
  width: 340,
  height: 420,
  box: { width: 144, height: 40 },
  nodes: {
    unminted: [76, 24],
    scheduled: [262, 24],
    active: [114, 128],
    expiring: [114, 228],
    expired: [114, 328],
    suspended: [262, 228],
    revoked: [262, 392],
  },
  ways: {
    activate: { path: 'M76 44 C76 70 98 74 98 105', x: 102, y: 68, anchor: 'start' },
    start: { path: 'M262 44 C262 84 160 72 140 105', x: 226, y: 80, anchor: 'start' },
    warn: { path: 'M114 148 L114 205', x: 106, y: 181, anchor: 'end' },
    expire: { path: 'M114 248 L114 305', x: 122, y: 281, anchor: 'start' },
    renew: { path: 'M42 328 C6 300 6 156 39 130', x: 12, y: 352, anchor: 'start' },
    suspend: { path: 'M186 122 C262 122 270 150 270 205', x: 266, y: 132, anchor: 'start' },
    reinstate: { path: 'M226 208 C226 170 220 142 189 136', x: 218, y: 190, anchor: 'end' },
    revoke: { path: 'M262 248 L262 369', x: 270, y: 312, anchor: 'start' },
  },
}
