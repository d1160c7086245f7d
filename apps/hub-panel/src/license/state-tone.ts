import type { Tone } from '@licet/ui'
import type { StateKind } from '../hub/shapes.ts'

/** Colour and shape of each license state. */
export const stateTones: Readonly<Record<StateKind, Tone>> = {
  none: 'calm',
  scheduled: 'info',
  active: 'ok',
  expiring: 'notice',
  grace: 'notice',
  expired: 'danger',
  suspended: 'danger',
  revoked: 'danger',
  machine_mismatch: 'danger',
  locked: 'danger',
  unreadable: 'danger',
}
