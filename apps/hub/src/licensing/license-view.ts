import type { LicenseView } from '@licet/api'
import type { VerifiedLicense } from '@licet/license'

/** Describes a license for a page: what it says, by the names the API uses. */
export function licenseView({ id, kid, claims, raw }: VerifiedLicense): LicenseView {
  return {
    id,
    customer: claims.customer,
    customerId: claims.sub,
    tier: claims.tier,
    seats: claims.seats,
    products: [...claims.products],
    features: { ...claims.features },
    issuer: claims.iss,
    keyId: kid,
    issuedAt: claims.iat ?? null,
    startsAt: claims.nbf ?? null,
    expiresAt: claims.exp,
    revision: claims.rev ?? null,
    warnDays: claims.warnDays,
    enforcement: claims.policy.enforcement,
    binding: claims.policy.binding,
    claims: { ...raw },
  }
}
