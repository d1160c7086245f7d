import { LicenseError } from '../errors.ts'
import { artifactBytesMax } from '../limits.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { type JsonObject, parseStrictJson } from '../token/strict-json.ts'
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
  const parts = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*$/.exec(token)
  if (parts === null) throw new LicenseError('TOKEN_MALFORMED')
  const [header, claims] = [parts[1] as string, parts[2] as string].map(part =>
    parseStrictJson(decodeBase64url(part)),
  )
  return {
    verified: false,
    kind: recogniseArtifact(token),
    header: header as JsonObject,
    claims: claims as JsonObject,
  }
}
