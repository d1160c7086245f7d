import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { kidPattern } from '../token/parse-header.ts'
import { pointOf } from './compromised.ts'
import { importPublicKey } from './import-public-key.ts'
import { isAlg, type RootKey, type Roots } from './trust.ts'
import { asRecord } from './trust-reader.ts'

const rootsMax = 16

/**
 * Reads root keys: plain JWKs. Without `alg` an OKP key means Ed25519 and an EC key ES256; without `kid` the key goes by
 * its thumbprint.
 *
 * @throws {LicenseError} TRUST_INVALID, TRUST_KEY_INVALID, TRUST_KEY_WEAK, TRUST_KEY_DUPLICATE (also the same point under
 *   two names, which would count twice towards the threshold)
 * @see RFC 7638
 */
export async function parseRoots(value: unknown): Promise<Roots> {
  const { threshold, keys: jwks } = asRecord(value)
  if (!Array.isArray(jwks) || jwks.length > rootsMax) throw new LicenseError('TRUST_INVALID', 'roots')
  if (
    typeof threshold !== 'number' ||
    !Number.isInteger(threshold) ||
    threshold < 1 ||
    threshold > jwks.length
  )
    throw new LicenseError('TRUST_INVALID', 'threshold')
  const keys: RootKey[] = []
  for (const jwk of jwks) {
    const key = await parseRoot(asRecord(jwk))
    if (keys.some(other => other.kid === key.kid || pointOf(other.jwk) === pointOf(key.jwk)))
      throw new LicenseError('TRUST_KEY_DUPLICATE')
    keys.push(key)
  }
  return { threshold, keys }
}

async function parseRoot(jwk: JsonObject): Promise<RootKey> {
  const alg = jwk.alg ?? (jwk.kty === 'EC' ? 'ES256' : 'Ed25519')
  if (!isAlg(alg)) throw new LicenseError('TRUST_KEY_INVALID', 'alg')
  const imported = await importPublicKey(jwk, { alg, kid: undefined })
  const kid = jwk.kid ?? (await calculateJwkThumbprint(imported.jwk))
  if (typeof kid !== 'string' || !kidPattern.test(kid)) throw new LicenseError('TRUST_KEY_INVALID', 'kid')
  return { kid, alg, ...imported }
}
