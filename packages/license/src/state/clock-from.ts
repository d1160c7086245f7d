import type { Trust } from '../trust/trust.ts'
import { type ClockFloor, raiseFloor } from './effective-time.ts'

/** What is known about time, together with the moment that the build knows to have passed. Never stored: the next build may know better. */
export function clockFrom({ floor }: Pick<Trust, 'floor'>, clock: ClockFloor): ClockFloor {
  return raiseFloor(clock, { kind: 'signed', at: floor.time })
}
