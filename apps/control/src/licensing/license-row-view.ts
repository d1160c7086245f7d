import type { LicenseRow } from '@licet/api/control'
import type { StoredLicense } from '../store/licenses.ts'
import { vendorState } from './vendor-state.ts'

/** One line of the list of licenses. @param now - Epoch seconds, for its state. */
export function licenseRowView(license: StoredLicense, now: number): LicenseRow {
  return {
    id: license.id,
    state: vendorState(license, now).state,
    customer: { id: license.customerId, name: license.customerName },
    tier: license.tier,
    seats: license.seats,
    products: [...license.products],
    preset: license.preset,
    revision: license.revision,
    issuedAt: license.issuedAt,
    startsAt: license.startsAt,
    expiresAt: license.expiresAt,
    termMonths: license.termMonths,
    kid: license.kid,
    keyHint: license.keyHint,
    machines: license.machines,
    deploymentId: license.deploymentId,
  }
}
