export { firstSecondOf, lastSecondOf } from './calendar/day-bounds.ts'
export { lengthText } from './calendar/length-text.ts'
export type {
  ActivationClaims,
  LicenseClaims,
  Policy,
  RevocationList,
  VerifiedLicense,
} from './claims/claims.ts'
export { parsePolicy, policyClaim } from './claims/parse-policy.ts'
export { type PolicyPreset, policyPresets, softPolicy } from './claims/policy-presets.ts'
export { type ActivationRules, verifyActivation } from './claims/verify-activation.ts'
export { verifyLicense } from './claims/verify-license.ts'
export { verifyRevocations } from './claims/verify-revocations.ts'
export { createMachineUid, type MachineUid, parseMachineUid } from './codes/machine-uid.ts'
export { parseShortKey, shortKeyFrom, shortKeyPrefixPattern } from './codes/short-key.ts'
export { LicenseError, type LicenseErrorCode, licenseErrors, type VerifyStep } from './errors.ts'
export { artifactBytesMax, epochSecondsMax, issuedAheadSecondsMax, tokenBytesMax } from './limits.ts'
export { isLoopbackHost } from './network/is-loopback-host.ts'
export { type InspectedToken, inspectKeyset, inspectToken } from './paste/inspect-token.ts'
export { type ArtifactKind, recogniseArtifact } from './paste/recognise-artifact.ts'
export { type RepairedPaste, repairPaste } from './paste/repair-paste.ts'
export { type Repair, repairs } from './paste/repairs.ts'
export { installationIdOf } from './request/installation-id.ts'
export type { ReleaseClaims, RequestClaims } from './request/request-claims.ts'
export { verifyRelease } from './request/verify-release.ts'
export { requestSecondsMax, verifyRequest } from './request/verify-request.ts'
export { clockFrom } from './state/clock-from.ts'
export { type Change, type ChangeSeverity, differenceOf } from './state/difference.ts'
export {
  type ClockFloor,
  type ClockObservation,
  type ClockReading,
  clockSkewSeconds,
  clockWarning,
  effectiveTime,
  jumpSecondsMax,
  knownTime,
  type MonotonicReading,
  type PendingJump,
  passedSeconds,
  raiseFloor,
  type SignedResponse,
  unsetClock,
} from './state/effective-time.ts'
export { evaluate, seatLimit } from './state/evaluate.ts'
export { forecast } from './state/forecast.ts'
export { isRevoked } from './state/license-in-force.ts'
export { machineIdOf, machineUidOf } from './state/machine-id.ts'
export { type ComponentMatch, type Fingerprint, matchFingerprint } from './state/match-fingerprint.ts'
export type { Facts, LicenseState, Restriction, StateKind, StateReason } from './state/state.ts'
export { type StateText, stateTexts } from './state/state-texts.ts'
export { type JwsKey, verifyJws } from './token/verify-jws.ts'
export { isCompromised, pointOf } from './trust/compromised.ts'
export { developmentPrefix, isDevelopmentKey } from './trust/development-key.ts'
export { joinKeysets } from './trust/join-keysets.ts'
export { mergeTrust } from './trust/merge-trust.ts'
export { parseTrust } from './trust/parse-trust.ts'
export type {
  Alg,
  Compromised,
  KeyStatus,
  KeyUse,
  PublicJwk,
  RootKey,
  Roots,
  Trust,
  TrustedKey,
  TrustFloor,
} from './trust/trust.ts'
export { recallKeyset, verifyKeyset } from './trust/verify-keyset.ts'
