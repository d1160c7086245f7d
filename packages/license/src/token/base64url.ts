import { LicenseError } from '../errors.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const sextets = new DataView(new ArrayBuffer(128))
for (let value = 0; value < 64; value++) sextets.setUint8(alphabet.charCodeAt(value), value)

/**
 * Decodes base64url and accepts exactly one spelling of every byte string.
 *
 * @param text - Only characters of the base64url alphabet; the caller has checked that.
 * @throws {LicenseError} TOKEN_NONCANONICAL for an impossible length, or bits set that no byte holds.
 * @see RFC 4648 sections 3.5 and 5; RFC 7515 section 2 (no padding)
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const rest = text.length & 3
  if (rest === 1) throw new LicenseError('TOKEN_NONCANONICAL')
  const bytes = new Uint8Array((text.length * 3) >> 2)
  const whole = text.length - rest
  let at = 0
  for (let i = 0; i < whole; i += 4) {
    const bits =
      (sextet(text, i) << 18) | (sextet(text, i + 1) << 12) | (sextet(text, i + 2) << 6) | sextet(text, i + 3)
    bytes[at++] = bits >> 16
    bytes[at++] = bits >> 8
    bytes[at++] = bits
  }
  if (rest === 0) return bytes
  const bits =
    (sextet(text, whole) << 18) |
    (sextet(text, whole + 1) << 12) |
    (rest === 3 ? sextet(text, whole + 2) << 6 : 0)
  if ((bits & (rest === 3 ? 0xff : 0xffff)) !== 0) throw new LicenseError('TOKEN_NONCANONICAL')
  bytes[at] = bits >> 16
  if (rest === 3) bytes[at + 1] = bits >> 8
  return bytes
}

/**
 * Accepts exactly the texts that {@link decodeBase64url} accepts, without decoding them.
 *
 * @throws {LicenseError} TOKEN_NONCANONICAL
 */
export function assertBase64url(text: string): void {
  decodeBase64url(text.slice(text.length - (text.length & 3)))
}

function sextet(text: string, index: number): number {
  return sextets.getUint8(text.charCodeAt(index))
}
