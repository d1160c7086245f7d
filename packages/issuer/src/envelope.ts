import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto'
import { IssuerError } from './errors.ts'

/** A secret at rest: scrypt turns the passphrase into a key, AES-256-GCM binds the secret to what it belongs to. */
export interface Envelope {
  kdf: 'scrypt'
  n: number
  r: number
  p: number
  /** base64url, 16 bytes, fresh for each envelope. */
  salt: string
  cipher: 'aes-256-gcm'
  /** base64url, 12 bytes, fresh for each envelope. */
  nonce: string
  /** base64url, the secret's bytes followed by the 16-byte tag. */
  ciphertext: string
}

/** A secret under a key that is derived once for many of them. */
export interface SealedSecret {
  cipher: 'aes-256-gcm'
  /** base64url, 12 bytes, fresh each time. */
  nonce: string
  /** base64url, the secret's bytes followed by the 16-byte tag. */
  ciphertext: string
}

/** What deriving a key costs: memory is 128 × n × r bytes. */
export interface ScryptCost {
  n: number
  r: number
  p: number
}

/** OWASP's scrypt parameters for 32 MiB: about 0.3 s for each guess. */
export const scryptCost: ScryptCost = { n: 2 ** 15, r: 8, p: 3 }
const memoryBytesMax = 256 * 2 ** 20
const tagBytes = 16
const passphraseCharactersMin = 12

/**
 * Encrypts a secret under a passphrase.
 *
 * @param context - What the secret belongs to (key id, purpose); opening it under another context fails.
 * @throws {IssuerError} PASSPHRASE_TOO_SHORT
 */
export async function sealEnvelope(
  secret: Uint8Array,
  passphrase: string,
  context: string,
): Promise<Envelope> {
  if (Array.from(passphrase.normalize('NFC')).length < passphraseCharactersMin)
    throw new IssuerError('PASSPHRASE_TOO_SHORT')
  const salt = randomBytes(16)
  const key = await deriveSealingKey(passphrase, salt, scryptCost)
  return {
    kdf: 'scrypt',
    ...scryptCost,
    salt: salt.toString('base64url'),
    ...sealSecret(secret, key, context),
  }
}

/**
 * Decrypts what {@link sealEnvelope} made.
 *
 * @throws {IssuerError} KEY_FILE_LOCKED for a wrong passphrase, another context, and any cut or edited byte alike.
 */
export async function openEnvelope(envelope: Envelope, passphrase: string, context: string): Promise<Buffer> {
  const key = await deriveSealingKey(passphrase, Buffer.from(envelope.salt, 'base64url'), envelope)
  return openSecret(envelope, key, context)
}

/** Encrypts a secret under a derived key, bound to what it belongs to. */
export function sealSecret(secret: Uint8Array, key: KeyObject, context: string): SealedSecret {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  return {
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
  }
}

/**
 * Decrypts what {@link sealSecret} made.
 *
 * @throws {IssuerError} KEY_FILE_LOCKED for another key, another context, and any cut or edited byte alike.
 */
export function openSecret(
  { nonce: nonceText, ciphertext }: Pick<SealedSecret, 'nonce' | 'ciphertext'>,
  key: KeyObject,
  context: string,
): Buffer {
  const sealed = Buffer.from(ciphertext, 'base64url')
  const nonce = Buffer.from(nonceText, 'base64url')
  if (sealed.length <= tagBytes || nonce.length !== 12) throw new IssuerError('KEY_FILE_LOCKED')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  // GCM gives everything out at once; the end only tells whether it may be believed.
  const secret = decipher.update(sealed.subarray(0, -tagBytes))
  try {
    decipher.final()
    return secret
  } catch {
    secret.fill(0)
    throw new IssuerError('KEY_FILE_LOCKED')
  }
}

/**
 * Derives the key that secrets are sealed under from a passphrase.
 *
 * @throws {IssuerError} KEY_FILE_INVALID for parameters that this machine refuses.
 */
export function deriveSealingKey(passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<KeyObject> {
  const { n, r, p } = cost
  // NFC, so that the same passphrase typed on another keyboard opens the same file.
  const text = passphrase.normalize('NFC')
  return new Promise((resolve, reject) => {
    scrypt(text, salt, 32, { N: n, r, p, maxmem: memoryBytesMax }, (error, bytes) => {
      if (error) return reject(new IssuerError('KEY_FILE_INVALID', 'kdf'))
      const key = createSecretKey(bytes)
      bytes.fill(0)
      resolve(key)
    })
  })
}
