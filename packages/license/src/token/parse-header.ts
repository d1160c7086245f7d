import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { type Alg, isAlg } from '../trust/trust.ts'

/** What the header of a token may say, and nothing else. */
export interface TokenHeader {
  alg: Alg
  kid: string | undefined
  typ: string | undefined
}

/** What the id of a trusted key looks like. A token may name any other text, which then is no trusted key. */
export const kidPattern = /^[A-Za-z0-9._-]{1,64}$/

/**
 * Reads a token's header: `alg`, `kid` and `typ`; anything else (`jwk`, `jku`, `crit`, `b64`, `zip` …) refuses the token.
 *
 * @throws {LicenseError} TOKEN_HEADER_INVALID, TOKEN_ALG_INVALID
 * @see RFC 7515 section 4; RFC 8725 sections 3.1 and 3.10
 */
export function parseHeader(header: JsonObject): TokenHeader {
  for (const name of Object.keys(header)) {
    if (name !== 'alg' && name !== 'kid' && name !== 'typ') throw new LicenseError('TOKEN_HEADER_INVALID')
  }
  const { alg, kid, typ } = header
  if (!isAlg(alg)) throw new LicenseError('TOKEN_ALG_INVALID')
  if (kid !== undefined && typeof kid !== 'string') throw new LicenseError('TOKEN_HEADER_INVALID', 'kid')
  if (typ !== undefined && typeof typ !== 'string') throw new LicenseError('TOKEN_HEADER_INVALID', 'typ')
  return { alg, kid, typ }
}
