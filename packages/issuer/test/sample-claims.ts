import type { LicensePayload } from '@licet/issuer'

/** 2026-01-01T00:00:00Z. */
export const issuedAt = 1_767_225_600

/** The seven claims of seed 002, for a year. */
export function sampleClaims(changes: Partial<LicensePayload> = {}): LicensePayload {
  return {
    iss: 'aidoo.biz',
    sub: 'acme',
    exp: issuedAt + 31_536_000,
    customer: 'Acme Corp',
    tier: 'professional',
    seats: 10,
    products: ['pika', 'vera'],
    ...changes,
  }
}
