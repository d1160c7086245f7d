export { licenseErrors, LicenseError, type LicenseErrorCode, type VerifyStep } from './errors.ts'
export type { Alg, KeyStatus, KeyUse, PublicJwk, RootKey, Trust, TrustedKey } from './trust.ts'
export type { ActivationClaims, LicenseClaims, Policy, RevocationList, VerifiedLicense } from './claims.ts'
export type { Facts, LicenseState, Restriction, StateKind, StateReason } from './state.ts'
