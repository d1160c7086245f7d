import {
  type Alg,
  type KeyStatus,
  type KeyUse,
  type PublicJwk,
  parseTrust,
  type Trust,
  type TrustedKey,
} from '@licet/license'
import { IssuerError } from './errors.ts'
import { refusalOf } from './refusal.ts'
import { publicJwkOf, type SigningUse } from './signing-key.ts'

/** One key of a trust file or keyset, as it is written there. Times in epoch seconds, end exclusive. */
export interface TrustEntry {
  kid: string
  alg: Alg
  use: KeyUse
  status: KeyStatus
  not_before?: number
  not_after?: number
  jwk: PublicJwk
}

/** A root key as it is written in a trust file: the JWK itself carries `kid` and `alg`. */
export type RootJwk = PublicJwk & { kid: string; alg: Alg }

/** The root keys of a trust file: a keyset needs the signatures of `threshold` of them. */
export interface RootSet {
  threshold: number
  keys: readonly RootJwk[]
}

/** What is compiled into an installation. */
export interface TrustFile {
  issuer: string
  /** Of the newest keyset that the keys are from; older ones are refused by every installation that is built with this. */
  sequence?: number
  /** What happened before the build: older revocation lists are refused, and no earlier time (epoch seconds) is believed. */
  floor?: { revocations?: number; time?: number }
  tiers?: readonly string[]
  roots?: RootSet
  keys: readonly TrustEntry[]
}

/** The public part of a signing key, or of a key file that was not opened. */
export interface PublicPart {
  kid: string
  alg: Alg
  use: SigningUse
  jwk: PublicJwk
}

/**
 * A trust file that an installation is known to accept.
 *
 * @throws {IssuerError} TRUST_REFUSED, with the code of the license package in `detail`
 * @see DESIGN section 8, "Trust file"
 */
export async function buildTrustFile(file: TrustFile): Promise<TrustFile> {
  try {
    await parseTrust(JSON.parse(JSON.stringify(file)))
  } catch (error) {
    throw new IssuerError('TRUST_REFUSED', refusalOf(error), { cause: error })
  }
  return file
}

/**
 * The trust entry of a key: active, and without a window unless one is given.
 *
 * @throws {IssuerError} KEY_USE_WRONG for a root key, which belongs under `roots`
 */
export function trustEntryOf(
  key: PublicPart,
  window: { notBefore?: number; notAfter?: number } = {},
): TrustEntry {
  if (key.use === 'root') throw new IssuerError('KEY_USE_WRONG', 'root')
  return {
    kid: key.kid,
    alg: key.alg,
    use: key.use,
    status: 'active',
    ...(window.notBefore === undefined ? {} : { not_before: window.notBefore }),
    ...(window.notAfter === undefined ? {} : { not_after: window.notAfter }),
    jwk: publicJwkOf(key.jwk),
  }
}

/** A key that is trusted already, as it is written in a trust file or keyset. */
export function trustedEntryOf({ kid, alg, use, status, notBefore, notAfter, jwk }: TrustedKey): TrustEntry {
  return {
    kid,
    alg,
    use,
    status,
    ...(notBefore === null ? {} : { not_before: notBefore }),
    ...(notAfter === null ? {} : { not_after: notAfter }),
    jwk: publicJwkOf(jwk),
  }
}

/** A trust as the file that says the same, with everything that binds a store which has forgotten all. */
export function trustFileOf({ issuer, sequence, floor, tiers, roots, keys }: Trust): TrustFile {
  const rootJwks = roots?.keys.map(({ kid, alg, jwk }) => ({ ...publicJwkOf(jwk), kid, alg }))
  return {
    issuer,
    ...(sequence === 0 ? {} : { sequence }),
    ...(floor.revocations === 0 && floor.time === 0 ? {} : { floor }),
    ...(tiers.length === 0 ? {} : { tiers }),
    ...(roots === null || rootJwks === undefined
      ? {}
      : { roots: { threshold: roots.threshold, keys: rootJwks } }),
    keys: [...keys.values()].map(trustedEntryOf),
  }
}

/**
 * The JWK under which a root key stands in a trust file.
 *
 * @throws {IssuerError} KEY_USE_WRONG for a key that signs anything but keysets
 */
export function rootJwkOf(key: PublicPart): RootJwk {
  if (key.use !== 'root') throw new IssuerError('KEY_USE_WRONG', key.use)
  return { ...publicJwkOf(key.jwk), kid: key.kid, alg: key.alg }
}
