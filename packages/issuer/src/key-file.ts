import { timingSafeEqual, type webcrypto } from 'node:crypto'
import { type Alg, isDevelopmentKey, type PublicJwk } from '@licet/license'
import { type Envelope, openEnvelope, sealEnvelope } from './envelope.ts'
import { IssuerError } from './errors.ts'
import { keyFileSchema } from './key-file-schema.ts'
import { publicJwkOf, type SigningKey, type SigningUse } from './signing-key.ts'

/** A private key at rest. Everything but `private` is public and can be read without the passphrase. */
export interface KeyFile {
  format: 'licet-key'
  version: 1
  kid: string
  alg: Alg
  use: SigningUse
  jwk: PublicJwk
  /** PKCS #8 in an envelope; in the clear only for development keys, whose id starts with `dev-`. */
  private: Envelope | { kdf: 'none'; pkcs8: string }
}

/**
 * The text of a key file: versioned JSON whose private part only the passphrase opens.
 *
 * @param passphrase - At least 12 characters; `null` is accepted for development keys only.
 * @throws {IssuerError} PASSPHRASE_TOO_SHORT, PASSPHRASE_MISSING
 */
export async function sealKeyFile(key: SigningKey, passphrase: string | null): Promise<string> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey))
  const { kid, alg, use, jwk } = key
  if (passphrase === null && !isDevelopmentKey(kid)) throw new IssuerError('PASSPHRASE_MISSING')
  const sealed: KeyFile['private'] =
    passphrase === null
      ? { kdf: 'none', pkcs8: Buffer.from(pkcs8).toString('base64url') }
      : await sealEnvelope(pkcs8, passphrase, contextOf(key))
  const file: KeyFile = { format: 'licet-key', version: 1, kid, alg, use, jwk, private: sealed }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads a key file without opening its private part.
 *
 * @throws {IssuerError} KEY_FILE_INVALID, with the field at fault in `detail`
 */
export function parseKeyFile(text: string): KeyFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new IssuerError('KEY_FILE_INVALID')
  }
  const parsed = keyFileSchema.safeParse(value)
  if (!parsed.success) throw new IssuerError('KEY_FILE_INVALID', parsed.error.issues[0]?.path.join('.'))
  const file = parsed.data as KeyFile
  if (file.private.kdf === 'none' && !isDevelopmentKey(file.kid))
    throw new IssuerError('KEY_FILE_INVALID', 'private')
  return file
}

/**
 * Opens the private part of a key file.
 *
 * Order: shape, passphrase and envelope (bound to key id, algorithm, use and public part), then that the private part
 * makes the public part that the file shows.
 *
 * @throws {IssuerError} KEY_FILE_INVALID, PASSPHRASE_MISSING, KEY_FILE_LOCKED, KEY_MISMATCH
 */
export async function openKeyFile(text: string, passphrase: string | null): Promise<SigningKey> {
  const file = parseKeyFile(text)
  const pkcs8 = await openPrivatePart(file, passphrase)
  const privateKey = await importPrivateKey(file.alg, pkcs8)
  const derived = publicJwkOf(await crypto.subtle.exportKey('jwk', privateKey))
  const shown = publicJwkOf(file.jwk)
  if (!sameBytes(JSON.stringify(derived), JSON.stringify(shown))) throw new IssuerError('KEY_MISMATCH')
  return { kid: file.kid, alg: file.alg, use: file.use, jwk: shown, privateKey }
}

function openPrivatePart(file: KeyFile, passphrase: string | null): Buffer | Promise<Buffer> {
  if (file.private.kdf === 'none') return Buffer.from(file.private.pkcs8, 'base64url')
  if (passphrase === null) throw new IssuerError('PASSPHRASE_MISSING')
  return openEnvelope(file.private, passphrase, contextOf(file))
}

async function importPrivateKey(alg: Alg, pkcs8: Buffer): Promise<webcrypto.CryptoKey> {
  const algorithm = alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' }
  try {
    return await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, true, ['sign'])
  } catch {
    throw new IssuerError('KEY_MISMATCH')
  }
}

/** What the envelope is bound to: swap any of it, between two files or within one, and it no longer opens. */
function contextOf(key: { kid: string; alg: Alg; use: SigningUse; jwk: PublicJwk }): string {
  const { kty, crv, x, y } = key.jwk
  return JSON.stringify(['licet-key', 1, key.kid, key.alg, key.use, kty, crv, x, y ?? null])
}

function sameBytes(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
