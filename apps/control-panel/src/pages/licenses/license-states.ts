import type { StateChipProps } from '@licet/ui'

/** Every state of a license at the vendor, in the order of its life. */
export const licenseStates = [
  'unminted',
  'scheduled',
  'active',
  'expiring',
  'expired',
  'suspended',
  'revoked',
] as const
export type LicenseState = (typeof licenseStates)[number]

/** The tone of each state; its word is `licenseState.…`. */
export const licenseTones: Readonly<Record<LicenseState, StateChipProps['tone']>> = {
  unminted: 'info',
  scheduled: 'info',
  active: 'ok',
  expiring: 'notice',
  expired: 'danger',
  suspended: 'notice',
  revoked: 'danger',
}
