import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new key: `key` is shown once and kept nowhere; `hash` is what is stored. */
export interface NewServiceKey {
  id: string
  key: string
  /** The visible start, to tell keys apart. */
  prefix: string
  /** SHA-256 of the whole key, hex. */
  hash: string
}

/** Creates a service key `lsk_<id>_<secret>`: 12 symbols of id, 256 random bits of secret. */
export function createServiceKey(): NewServiceKey {
  const id = Array.from(randomBytes(12), byte => alphabet[byte % 36]).join('')
  const key = `lsk_${id}_${randomBytes(32).toString('base64url')}`
  return { id: `key_${id}`, key, prefix: `lsk_${id}`, hash: hashSecret(key) }
}

/** SHA-256, hex: enough for secrets of 128 random bits and more, and only for those. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares a presented secret with a stored hash, or with another secret, in a time that tells nothing about either. */
export function isSameSecret(presented: string, expected: { hash: string } | { secret: string }): boolean {
  const left = Buffer.from(hashSecret(presented), 'hex')
  const right = Buffer.from('hash' in expected ? expected.hash : hashSecret(expected.secret), 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}
