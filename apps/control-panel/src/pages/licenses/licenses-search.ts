import { type RawSearch, secondsOf, textOf } from '@licet/ui'
import { licenseStates } from './license-states.ts'
import type { LicensesFilter } from './licenses-query.ts'

/** Reads the filters of the list from the address; what is not understood is left out. */
export function parseLicensesSearch(raw: RawSearch): LicensesFilter {
  const state = licenseStates.find(name => name === raw.state)
  return {
    ...(state === undefined ? {} : { state }),
    ...textOf(raw, 'q'),
    ...textOf(raw, 'customer'),
    ...textOf(raw, 'product'),
    ...textOf(raw, 'tier'),
    ...textOf(raw, 'kid'),
    ...secondsOf(raw, 'expiresAfter'),
    ...secondsOf(raw, 'expiresBefore'),
  }
}
