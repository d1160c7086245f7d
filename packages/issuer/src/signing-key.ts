import { createHash, type webcrypto } from 'node:crypto'
import type { Alg, KeyUse, PublicJwk } from '@licet/license'
import { IssuerError } from './errors.ts'

/** What a private key signs: licenses, activations, or (a root key) keysets and nothing else. */
export type SigningUse = KeyUse | 'root'

/** A key that can sign. Lives in memory only while it is needed; {@link sealKeyFile} is its resting form. */
export interface SigningKey {
  kid: string
  alg: Alg
  use: SigningUse
  /** The public part: `kty`, `crv`, `x` (and `y`), nothing else. */
  jwk: PublicJwk
  /** Extractable, because it has to be sealed into a file. */
  privateKey: webcrypto.CryptoKey
}

/** A key id is matched exactly and printed as it is, so it holds nothing that needs quoting anywhere. */
export const keyIdPattern = /^[A-Za-z0-9._-]{1,64}$/

/**
 * Makes a new key that signs licenses or activations.
 *
 * @param options.alg - `Ed25519` unless a verifier of somebody else's needs `EdDSA` (the older name) or `ES256`.
 * @param options.kid - Default: the use and the first 16 characters of the key's RFC 7638 thumbprint.
 * @throws {IssuerError} KEY_ID_INVALID
 * @see DESIGN section 2, "Trust"
 */
export async function createSigningKey(options: {
  alg?: Alg
  use: SigningUse
  kid?: string
  kidPrefix?: string
}): Promise<SigningKey> {
  const alg = options.alg ?? 'Ed25519'
  const pair = await generateKeyPair(alg)
  const jwk = publicJwkOf(await crypto.subtle.exportKey('jwk', pair.publicKey))
  const kid = options.kid ?? `${options.kidPrefix ?? ''}${options.use}-${thumbprint(jwk).slice(0, 16)}`
  if (!keyIdPattern.test(kid)) throw new IssuerError('KEY_ID_INVALID')
  return { kid, alg, use: options.use, jwk, privateKey: pair.privateKey }
}

/** Makes a new root key: it signs keysets, stays offline, and is never used for anything else. */
export function createRootKey(options: { alg?: Alg; kid?: string } = {}): Promise<SigningKey> {
  return createSigningKey({ ...options, use: 'root' })
}

/**
 * The public members of a JWK and no other, so that a private member can never travel along.
 *
 * @throws {IssuerError} KEY_FILE_INVALID for a key of a kind that signs nothing here
 */
export function publicJwkOf(jwk: { kty?: string; crv?: string; x?: string; y?: string }): PublicJwk {
  const { kty, crv, x, y } = jwk
  if (kty === 'OKP' && crv === 'Ed25519' && x !== undefined) return { kty, crv, x }
  if (kty === 'EC' && crv === 'P-256' && x !== undefined && y !== undefined) return { kty, crv, x, y }
  throw new IssuerError('KEY_FILE_INVALID', 'jwk')
}

async function generateKeyPair(alg: Alg): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' }
  const made = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  if (!('privateKey' in made)) throw new TypeError('no key pair')
  return made
}

/** RFC 7638: the required members in lexical order, no white space, SHA-256, base64url. */
function thumbprint(jwk: PublicJwk): string {
  const members =
    jwk.y === undefined
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
      : { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}
