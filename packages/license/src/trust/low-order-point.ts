/** The eight points of low order on Ed25519 and the six other spellings of them (little-endian, hex). */
const lowOrderPoints = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
])

const firstBytes = new Set([...lowOrderPoints].map(point => Number.parseInt(point.slice(0, 2), 16)))

/**
 * Tells whether the first 32 bytes are a point of low order on Ed25519: a key for which anybody can sign.
 *
 * @see RFC 7748 section 6.1; RFC 8032 section 5.1.3
 */
export function isLowOrderPoint(bytes: Uint8Array): boolean {
  const point = new DataView(bytes.buffer, bytes.byteOffset, 32)
  if (!firstBytes.has(point.getUint8(0))) return false
  let hex = ''
  for (let i = 0; i < 32; i++) hex += point.getUint8(i).toString(16).padStart(2, '0')
  return lowOrderPoints.has(hex)
}
