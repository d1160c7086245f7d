import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
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

/** OWASP's scrypt parameters for 32 MiB: about 0.3 s for each guess. */
const scryptCost = { n: 2 ** 15, r: 8, p: 3 }
const memoryBytesMax = 256 * 2 ** 20
const tagBytes = 16

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
  if (passphrase.length < 8) throw new IssuerError('PASSPHRASE_TOO_SHORT')
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(passphrase, salt, scryptCost), nonce)
  cipher.setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  return {
    kdf: 'scrypt',
    ...scryptCost,
    salt: salt.toString('base64url'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
  }
}

/**
 * Decrypts what {@link sealEnvelope} made.
 *
 * @throws {IssuerError} KEY_FILE_LOCKED for a wrong passphrase, another context, and any cut or edited byte alike.
 */
export async function openEnvelope(envelope: Envelope, passphrase: string, context: string): Promise<Buffer> {
  const sealed = Buffer.from(envelope.ciphertext, 'base64url')
  const nonce = Buffer.from(envelope.nonce, 'base64url')
  if (sealed.length <= tagBytes || nonce.length !== 12) throw new IssuerError('KEY_FILE_LOCKED')
  const key = await deriveKey(passphrase, Buffer.from(envelope.salt, 'base64url'), envelope)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    throw new IssuerError('KEY_FILE_LOCKED')
  }
}

function deriveKey(
  passphrase: string,
  salt: Uint8Array,
  cost: { n: number; r: number; p: number },
): Promise<Buffer> {
  const { n, r, p } = cost
  // NFC, so that the same passphrase typed on another keyboard opens the same file.
  const text = passphrase.normalize('NFC')
  return new Promise((resolve, reject) => {
    scrypt(text, salt, 32, { N: n, r, p, maxmem: memoryBytesMax }, (error, key) =>
      error ? reject(new IssuerError('KEY_FILE_INVALID', 'kdf')) : resolve(key),
    )
  })
}
