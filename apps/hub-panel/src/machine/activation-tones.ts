import type { ActivationReport } from '@licet/api'
import type { Tone } from '@licet/ui'

/** Colour and shape of each state of an activation. */
export const activationTones: Readonly<Record<ActivationReport['state'], Tone>> = {
  not_needed: 'calm',
  pending: 'notice',
  active: 'ok',
  grace: 'notice',
  ended: 'danger',
  machine_mismatch: 'danger',
  suspended: 'danger',
  locked: 'danger',
  revoked: 'danger',
  released: 'danger',
}
