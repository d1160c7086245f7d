import { type PublicPart, parseKeyFile, type TrustEntry } from '@licet/issuer'
import type { Alg, PublicJwk } from '@licet/license'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { readJson } from './read-input.ts'

/**
 * The public parts in files: key files (not opened), trust entries, or root JWKs with `kid` and `alg`.
 *
 * Only what tells the three apart is looked at here; whether a key is usable, `buildTrustFile` decides.
 *
 * @throws {CliError} FILE_UNREADABLE, FILE_NOT_JSON
 * @throws {IssuerError} KEY_FILE_INVALID
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
  if ('jwk' in value) return value as TrustEntry
  const root = value as PublicJwk & { kid: string; alg: Alg; d?: unknown }
  if (root.d !== undefined) throw new CliError('OPTION_INVALID', `${path} holds a private key`)
  return { kid: root.kid, alg: root.alg, use: 'root', jwk: root }
}
