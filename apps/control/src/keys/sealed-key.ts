import { createHash, createPrivateKey, createPublicKey, type KeyObject, type webcrypto } from 'node:crypto'
import { IssuerError, openSecret, type SealedSecret, type SigningKey, sealSecret } from '@licet/issuer'
import type { Alg, KeyUse, PublicJwk } from '@licet/license'
import * as z from 'zod/mini'

/** What a signing key is, without its private part. */
export interface KeyIdentity {
  kid: string
  alg: Alg
  use: KeyUse
  jwk: PublicJwk
}

/** A key that signs and gives nothing away: its private part cannot be exported. */
export interface OpenedKey extends KeyIdentity {
  privateKey: webcrypto.CryptoKey
}

const envelopeSchema = z.strictObject({
  cipher: z.literal('aes-256-gcm'),
  nonce: z.string(),
  ciphertext: z.string(),
})

/** The resting form of a private key: JSON that only the key derived from the passphrase opens, for this identity alone. */
export async function sealKey(key: SigningKey & { use: KeyUse }, sealingKey: KeyObject): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey))
  const sealed = sealSecret(bytes, sealingKey, contextOf(key))
  bytes.fill(0)
  return JSON.stringify(sealed)
}

/**
 * Opens a private key.
 *
 * Order: shape, envelope (bound to key id, use, algorithm and public part), then that the private part makes the public part.
 *
 * @throws {IssuerError} KEY_FILE_INVALID, KEY_FILE_LOCKED, KEY_MISMATCH
 */
export async function openKey(
  identity: KeyIdentity,
  envelope: string,
  sealingKey: KeyObject,
): Promise<OpenedKey> {
  const bytes = openSecret(parseEnvelope(envelope), sealingKey, contextOf(identity))
  try {
    if (!makesPublicPart(bytes, identity.jwk)) throw new IssuerError('KEY_MISMATCH')
    const algorithm = identity.alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' }
    const privateKey = await crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign'])
    return { ...identity, privateKey }
  } finally {
    bytes.fill(0)
  }
}

/** SHA-256 of the public part (RFC 7638), hex. */
export function thumbprintOf(jwk: PublicJwk): string {
  const { kty, crv, x, y } = jwk
  const members = y === undefined ? { crv, kty, x } : { crv, kty, x, y }
  return createHash('sha256').update(JSON.stringify(members)).digest('hex')
}

function parseEnvelope(text: string): SealedSecret {
  try {
    return envelopeSchema.parse(JSON.parse(text))
  } catch {
    throw new IssuerError('KEY_FILE_INVALID', 'envelope')
  }
}

// Through the key itself: its private part never becomes a text.
function makesPublicPart(bytes: Buffer, jwk: PublicJwk): boolean {
  try {
    const made = createPublicKey(createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }))
    const { kty, crv, x, y } = made.export({ format: 'jwk' })
    return kty === jwk.kty && crv === jwk.crv && x === jwk.x && y === jwk.y
  } catch {
    return false
  }
}

function contextOf({ kid, alg, use, jwk }: KeyIdentity): string {
  const { kty, crv, x, y } = jwk
  return JSON.stringify(['licet-control-key', 1, kid, use, alg, kty, crv, x, y ?? null])
}
