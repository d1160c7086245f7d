export { developmentPrefix } from '@licet/license'
export {
  addCalendarMonths,
  addDuration,
  type Duration,
  parseDuration,
  parseEnd,
  parseMoment,
} from './calendar.ts'
export {
  deriveSealingKey,
  openSecret,
  type ScryptCost,
  type SealedSecret,
  scryptCost,
  sealSecret,
} from './envelope.ts'
export { IssuerError, type IssuerErrorCode, issuerErrors } from './errors.ts'
export { type KeyFile, openKeyFile, parseKeyFile, sealKeyFile } from './key-file.ts'
export {
  parseKeysetBase,
  parseKeysetPayload,
  parseRevocationsPayload,
  parseRootJwk,
  parseTrustEntry,
  parseTrustFile,
} from './parse-draft.ts'
export { entriesIn, revivedKeys } from './revived-keys.ts'
export { encodePayload, signArtifact } from './sign-artifact.ts'
export { cosignKeyset, type KeysetPayload, signKeyset } from './sign-keyset.ts'
export { type LicensePayload, signLicense } from './sign-license.ts'
export { type RevocationsPayload, signRevocations } from './sign-revocations.ts'
export { createRootKey, createSigningKey, type SigningKey, type SigningUse } from './signing-key.ts'
export {
  buildTrustFile,
  type PublicPart,
  type RootJwk,
  type RootSet,
  rootJwkOf,
  type TrustEntry,
  type TrustFile,
  trustEntryOf,
  trustedEntryOf,
  trustFileOf,
} from './trust-file.ts'
