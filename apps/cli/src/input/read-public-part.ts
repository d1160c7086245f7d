import { type PublicPart, parseKeyFile, parseRootJwk, parseTrustEntry, type TrustEntry } from '@licet/issuer'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { readJson } from './read-input.ts'

/**
 * The public parts in files: key files (not opened), trust entries, or root JWKs with `kid` and `alg`.
 *
 * Only what tells the three apart is looked at here; whether a key is usable, `buildTrustFile` decides.
 *
 * @throws {CliError} FILE_UNREADABLE, FILE_NOT_JSON
 * @throws {IssuerError} KEY_FILE_INVALID, DRAFT_INVALID
 */
export async function readPublicParts(
  context: Context,
  paths: readonly string[] = [],
): Promise<(PublicPart | TrustEntry)[]> {
  return Promise.all(paths.map(path => readPublicPart(context, path)))
}

async function readPublicPart(context: Context, path: string): Promise<PublicPart | TrustEntry> {
  const value = await readJson(context, path)
  if (typeof value !== 'object' || value === null) throw new CliError('FILE_NOT_JSON', path)
  if ('format' in value) return parseKeyFile(JSON.stringify(value))
  return 'jwk' in value ? parseTrustEntry(value) : parseRootJwk(value)
}
