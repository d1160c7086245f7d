import { isJsonObject } from '../json-object.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { parseLooseJson } from './parse-loose-json.ts'

/** What a text looks like. */
export type ArtifactKind =
  | 'license'
  | 'activation'
  | 'revocations'
  | 'keyset'
  | 'request'
  | 'release'
  | 'receipt'
  | 'bundle'
  | 'short_key'
  | 'machine_uid'
  | 'unknown'

const kindsByType = new Map<unknown, ArtifactKind>(
  Object.entries({
    JWT: 'license',
    'license+jwt': 'license',
    'activation+jwt': 'activation',
    'revocations+jwt': 'revocations',
    'keyset+jwt': 'keyset',
    'request+jwt': 'request',
    'release+jwt': 'release',
    'receipt+jwt': 'receipt',
  }),
)

const shortKeyPattern = /^[A-Z][A-Z0-9]{1,15}(?:-[0-9A-Z]{4}){4}$/i
const machineUidPattern = /^[0-9A-Z]{5}(?:-[0-9A-Z]{5}){7}$/i
const tokenPattern = /^([A-Za-z0-9_-]{1,1024})\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:~|$)/

/**
 * Tells what a text seems to be, from its shape and the `typ` of its header alone. Nothing is believed and nothing
 * verified: the strict verifier of that kind has the last word.
 *
 * @param text - Already repaired, see {@link repairPaste}.
 */
export function recogniseArtifact(text: string): ArtifactKind {
  if (shortKeyPattern.test(text)) return 'short_key'
  if (machineUidPattern.test(text)) return 'machine_uid'
  if (text.startsWith('{')) return isBundle(text) ? 'bundle' : 'unknown'
  const encoded = tokenPattern.exec(text)?.[1]
  if (encoded === undefined) return 'unknown'
  const header = parseLooseJson(decodeText(encoded))
  if (!isJsonObject(header)) return 'unknown'
  const typ = Object.hasOwn(header, 'typ') ? header.typ : 'JWT'
  return kindsByType.get(typ) ?? 'unknown'
}

/** A bundle is a JSON object with a list of `artifacts`. */
function isBundle(text: string): boolean {
  const value = parseLooseJson(text)
  return isJsonObject(value) && Array.isArray(value.artifacts)
}

function decodeText(encoded: string): string {
  try {
    return new TextDecoder().decode(decodeBase64url(encoded))
  } catch {
    return ''
  }
}
