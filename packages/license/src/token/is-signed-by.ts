import { isLowOrderPoint } from '../trust/low-order-point.ts'
import type { Alg, VerificationKey } from '../trust/trust.ts'
import type { Envelope } from './parse-envelope.ts'

const ed25519 = { name: 'Ed25519' }
const es256 = { name: 'ECDSA', hash: 'SHA-256' }

/** L, the order of Ed25519's base point, in four 64-bit words, least significant first. */
const groupOrder = [0x5812631a5cf5d3edn, 0x14def9dea2f79cd6n, 0n, 0x1000000000000000n]

/**
 * Tells whether an envelope was signed with this key, over the bytes as received.
 *
 * @see RFC 8032 section 5.1.7; RFC 7518 section 3.4; RFC 8037 section 3.1
 */
export async function isSignedBy(
  envelope: Envelope,
  key: { alg: Alg; cryptoKey: VerificationKey },
): Promise<boolean> {
  const { signature, signed } = envelope
  if (signature.length !== 64) return false
  if (key.alg === 'ES256') return crypto.subtle.verify(es256, key.cryptoKey, signature, signed)
  // RFC 8032 5.1.7: S >= L is refused; a low-order R is what no honest signer makes. Not every runtime checks both.
  if (isLowOrderPoint(signature) || !isBelowGroupOrder(signature)) return false
  return crypto.subtle.verify(ed25519, key.cryptoKey, signature, signed)
}

function isBelowGroupOrder(signature: Uint8Array): boolean {
  const scalar = new DataView(signature.buffer, signature.byteOffset + 32, 32)
  let below = false
  // From the least significant word: the last word that differs decides.
  for (const [i, word] of groupOrder.entries()) {
    const part = scalar.getBigUint64(i * 8, true)
    if (part !== word) below = part < word
  }
  return below
}
