import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { artifactBytesMax } from '../limits.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { parseStrictJson } from '../token/strict-json.ts'
import { type ArtifactKind, recogniseArtifact } from './recognise-artifact.ts'

/** What a token claims to be. Nobody has checked any of it. */
export interface InspectedToken {
  verified: false
  kind: ArtifactKind
  header: JsonObject
  claims: JsonObject
}

/**
 * Reads what stands in a token without checking who wrote it, for explaining a refusal. Never decide anything by it.
 *
 * @param token - One compact JWS, at most `artifactBytesMax` bytes.
 * @throws {LicenseError} TOKEN_TOO_LARGE, TOKEN_MALFORMED, TOKEN_NONCANONICAL, TOKEN_ENCODING_INVALID, TOKEN_JSON_*
 */
export function inspectToken(token: string): InspectedToken {
  if (token.length > artifactBytesMax) throw new LicenseError('TOKEN_TOO_LARGE')
  if (!/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(token))
    throw new LicenseError('TOKEN_MALFORMED')
  const firstDot = token.indexOf('.')
  return {
    verified: false,
    kind: recogniseArtifact(token),
    header: parseStrictJson(decodeBase64url(token.slice(0, firstDot))),
    claims: parseStrictJson(decodeBase64url(token.slice(firstDot + 1, token.lastIndexOf('.')))),
  }
}

/**
 * Reads what stands in a keyset in the same way: one compact JWS for each root key that has signed it, with `~` between them, of
 * which the first is read. Any other token is read as {@link inspectToken} does.
 */
export function inspectKeyset(keyset: string): InspectedToken {
  const end = keyset.indexOf('~')
  return inspectToken(end === -1 ? keyset : keyset.slice(0, end))
}
