const p25519 = 2n ** 255n - 19n
const d25519 = 37095705934669439343138083508754565189542113879843219016388785533085940283555n
const p256 = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const b256 = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

/**
 * Tells whether 32 bytes are the one spelling of a point on Ed25519. WebCrypto imports any 32 bytes.
 *
 * @see RFC 8032 section 5.1.3
 */
export function isEd25519Point(bytes: Uint8Array): boolean {
  const y = toInteger(bytes.toReversed()) & (2n ** 255n - 1n)
  if (y >= p25519) return false
  // x² = u / v is a square exactly when u·v is one (Euler's criterion; 0 belongs to low-order points, refused before).
  const u = y * y - 1n
  const v = d25519 * y * y + 1n
  return power(u * v, (p25519 - 1n) / 2n, p25519) === 1n
}

/**
 * Tells whether two times 32 bytes are a point on P-256.
 *
 * @see SEC 1 section 3.2.2.1
 */
export function isP256Point(xBytes: Uint8Array, yBytes: Uint8Array): boolean {
  const x = toInteger(xBytes)
  const y = toInteger(yBytes)
  return x < p256 && y < p256 && (y * y - (x * x * x - 3n * x + b256)) % p256 === 0n
}

function toInteger(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = ((base % modulus) + modulus) % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
