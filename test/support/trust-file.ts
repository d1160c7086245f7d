import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDirectory } from './data-directory.ts'
import type { SigningKey } from './signing-key.ts'
import type { Json } from './token.ts'

/** One entry of a trust file for a key. */
export function trustEntry(key: SigningKey, changes: Record<string, Json> = {}): Record<string, Json> {
  return { kid: key.kid, alg: key.alg, use: 'license', status: 'active', jwk: key.jwk, ...changes }
}

/** The content of a trust file with these entries. */
export function trustOf(keys: readonly Json[], changes: Record<string, Json> = {}): Record<string, Json> {
  return { issuer: 'aidoo.biz', tiers: ['professional', 'enterprise'], keys, ...changes }
}

/** Writes a trust file (or anything in its place) and returns its path. */
export function writeTrustFile(content: Json | Buffer): string {
  const path = join(createDirectory('trust'), 'trust.json')
  writeFileSync(path, Buffer.isBuffer(content) ? content : JSON.stringify(content))
  return path
}
