import { randomBytes } from 'node:crypto'
import { shortKeyFrom } from '@licet/license'
import { hashSecret } from '@licet/server'

/** A short key as it is handed over once, and what is kept of it. */
export interface NewShortKey {
  key: string
  hash: string
  /** Prefix and last four symbols. */
  hint: string
}

const randomSymbols = 15

/**
 * Makes a short key of 75 random bits. SHA-256 is enough to keep it by: nobody tries 2^75 keys.
 *
 * @param prefix - The vendor's, see `shortKeyPrefixPattern`.
 */
export function createShortKey(prefix: string): NewShortKey {
  const key = shortKeyFrom(prefix, randomBytes(randomSymbols))
  return { key, hash: hashSecret(key), hint: `${prefix}-…-${key.slice(-4)}` }
}
