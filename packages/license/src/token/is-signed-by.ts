import { isLowOrderPoint } from '../trust/low-order-point.ts'
import type { Alg } from '../trust/trust.ts'
import type { Envelope } from './parse-envelope.ts'

const ed25519 = { name: 'Ed25519' }
const es256 = { name: 'ECDSA', hash: 'SHA-256' }

/** L, the order of Ed25519's base point, most significant byte first. */
const groupOrder = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'
  .match(/../g)!
  .map(pair => Number.parseInt(pair, 16))
  .toReversed()

/**
 * Tells whether an envelope was signed with this key, over the bytes as received.
 *
 * @see RFC 8032 section 5.1.7; RFC 7518 section 3.4; RFC 8037 section 3.1
 */
export async function isSignedBy(
  envelope: Envelope,
  key: { alg: Alg; cryptoKey: CryptoKey },
): Promise<boolean> {
  const { signature, signed } = envelope
  if (signature.length !== 64) return false
  if (key.alg === 'ES256') return crypto.subtle.verify(es256, key.cryptoKey, signature, signed)
  // RFC 8032 5.1.7: S >= L is refused; a low-order R is what no honest signer makes. Not every runtime checks both.
  if (isLowOrderPoint(signature) || !isBelowGroupOrder(signature)) return false
  return crypto.subtle.verify(ed25519, key.cryptoKey, signature, signed)
}

function isBelowGroupOrder(signature: Uint8Array): boolean {
  for (let i = 0; i < 32; i++) {
    const difference = (signature[63 - i] as number) - (groupOrder[i] as number)
    if (difference !== 0) return difference < 0
  }
  return false
}
