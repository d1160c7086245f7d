import { LicenseError } from '../errors.ts'
import { assertBase64url, decodeBase64url } from './base64url.ts'
import { parseHeader, type TokenHeader } from './parse-header.ts'
import { parseStrictJson } from './strict-json.ts'

/** A compact JWS taken apart; nothing in it is believed yet. */
export interface Envelope {
  header: TokenHeader
  /** In base64url, in its one spelling; possibly empty. */
  payload: string
  signature: Uint8Array<ArrayBuffer>
  /** `header.payload` exactly as received: what the signature is over. */
  signed: Uint8Array<ArrayBuffer>
}

// Without the `m` flag `$` is the very end in JavaScript, so a final line break does not pass.
const compactPattern = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$/

const ascii = new TextEncoder()

/**
 * Takes a compact JWS apart, strictly: three parts, of which only the payload may be empty, one spelling, a closed header.
 *
 * Order: type, size, shape, spelling of all parts, header.
 *
 * @throws {LicenseError} TOKEN_MALFORMED, TOKEN_TOO_LARGE, TOKEN_NONCANONICAL, TOKEN_ENCODING_INVALID, TOKEN_JSON_*,
 *   TOKEN_HEADER_INVALID, TOKEN_ALG_INVALID
 * @see RFC 7515 sections 3.1 and 5.2
 */
export function parseEnvelope(token: unknown, bytesMax: number): Envelope {
  if (typeof token !== 'string') throw new LicenseError('TOKEN_MALFORMED')
  if (token.length > bytesMax) throw new LicenseError('TOKEN_TOO_LARGE')
  if (!compactPattern.test(token)) throw new LicenseError('TOKEN_MALFORMED')
  const firstDot = token.indexOf('.')
  const lastDot = token.indexOf('.', firstDot + 1)
  const header = decodeBase64url(token.slice(0, firstDot))
  const payload = token.slice(firstDot + 1, lastDot)
  assertBase64url(payload)
  const signature = decodeBase64url(token.slice(lastDot + 1))
  return {
    header: parseHeader(parseStrictJson(header)),
    payload,
    signature,
    signed: ascii.encode(token.slice(0, lastDot)),
  }
}
