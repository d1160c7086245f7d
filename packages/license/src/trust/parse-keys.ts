import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { kidPattern } from '../token/parse-header.ts'
import { pointOf } from './compromised.ts'
import { importPublicKey } from './import-public-key.ts'
import { isAlg, type KeyStatus, type KeyUse, type TrustedKey } from './trust.ts'
import { asOptionalSeconds, asRecord } from './trust-reader.ts'

const entryNames = new Set(['kid', 'alg', 'use', 'status', 'not_before', 'not_after', 'jwk'])

/** More keys than any vendor rotates through; bounds the work that one trust file can ask for. */
const keysMax = 256

/**
 * Reads the signing keys of a trust file or keyset.
 *
 * An unknown field refuses the entry: it may be a misspelled limit, and a key without its limit is trusted too much. One
 * point under two ids refuses all of it: what is withdrawn under one name would go on under the other.
 *
 * @throws {LicenseError} TRUST_INVALID, TRUST_KEY_INVALID, TRUST_KEY_WEAK, TRUST_KEY_DUPLICATE
 */
export async function parseKeys(value: unknown): Promise<ReadonlyMap<string, TrustedKey>> {
  if (!Array.isArray(value) || value.length > keysMax) throw new LicenseError('TRUST_INVALID', 'keys')
  const keys = new Map<string, TrustedKey>()
  const points = new Set<string>()
  for (const entry of value) {
    const key = await parseKey(asRecord(entry))
    const point = pointOf(key.jwk)
    if (keys.has(key.kid) || points.has(point)) throw new LicenseError('TRUST_KEY_DUPLICATE')
    keys.set(key.kid, key)
    points.add(point)
  }
  return keys
}

async function parseKey(entry: JsonObject): Promise<TrustedKey> {
  for (const name of Object.keys(entry))
    if (!entryNames.has(name)) throw new LicenseError('TRUST_KEY_INVALID')
  const { kid, alg, use, status, jwk } = entry
  if (typeof kid !== 'string' || !kidPattern.test(kid)) throw new LicenseError('TRUST_KEY_INVALID', 'kid')
  if (!isAlg(alg)) throw new LicenseError('TRUST_KEY_INVALID', 'alg')
  if (!isUse(use)) throw new LicenseError('TRUST_KEY_INVALID', 'use')
  if (!isStatus(status)) throw new LicenseError('TRUST_KEY_INVALID', 'status')
  const notBefore = asOptionalSeconds(entry.not_before, 'not_before')
  const notAfter = asOptionalSeconds(entry.not_after, 'not_after')
  if (notBefore !== null && notAfter !== null && notAfter <= notBefore)
    throw new LicenseError('TRUST_KEY_INVALID', 'not_after')
  return { kid, alg, use, status, notBefore, notAfter, ...(await importPublicKey(jwk, { alg, kid })) }
}

function isUse(value: unknown): value is KeyUse {
  return value === 'license' || value === 'activation'
}

function isStatus(value: unknown): value is KeyStatus {
  return value === 'active' || value === 'retired' || value === 'compromised'
}
