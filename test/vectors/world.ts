import { createVectorKey, jws, type Part, type VectorKey } from './signing.ts'
import type { VectorCase } from './vector-file.ts'

/** 2027-01-15T08:00:00Z: when everything in the vectors is judged. */
export const now = 1_800_000_000
export const day = 86_400

/** Every key of the vectors; made anew whenever they are. */
export const keys = {
  main: createVectorKey('k1'),
  second: createVectorKey('k2'),
  eddsa: createVectorKey('k-eddsa', 'EdDSA'),
  es256: createVectorKey('k-es256', 'ES256'),
  retired: createVectorKey('k-retired'),
  future: createVectorKey('k-future'),
  compromised: createVectorKey('k-compromised'),
  activation: createVectorKey('a1'),
  stranger: createVectorKey('k-stranger'),
  root1: createVectorKey('r1'),
  root2: createVectorKey('r2'),
  root3: createVectorKey('r3'),
}

/** A trust file's entry for a key. */
export function entry(key: VectorKey, change: object = {}): Record<string, unknown> {
  const { kid, alg, jwk } = key
  return { kid, alg, use: 'license', status: 'active', jwk, ...change }
}

/** A root key as it stands in a trust file. */
export function rootJwk({ kid, alg, jwk }: VectorKey): Record<string, unknown> {
  return { ...jwk, kid, alg }
}

export const trustKeys = [
  entry(keys.main),
  entry(keys.second),
  entry(keys.eddsa),
  entry(keys.es256),
  entry(keys.retired, { status: 'retired', not_before: now - 1000 * day, not_after: now - 100 * day }),
  entry(keys.future, { not_before: now + 10 * day }),
  entry(keys.compromised, { status: 'compromised' }),
  entry(keys.activation, { use: 'activation' }),
]

/** The seven claims that make a complete license. */
export const seven = {
  iss: 'aidoo.biz',
  sub: 'cus_acme',
  exp: now + 365 * day,
  customer: 'Acme Corp',
  tier: 'professional',
  seats: 10,
  products: ['pika', 'vera'],
}

export const full = { ...seven, jti: 'lic_0001', iat: now - day, rev: 1 }

/** The header that our own issuer writes. */
export function headerOf(key: VectorKey = keys.main, change: object = {}): object {
  return { alg: key.alg, kid: key.kid, typ: 'license+jwt', ...change }
}

/** A license signed with the main key, with other claims or another header than usual. */
export function license(change: object = {}, header: Part = headerOf()): string {
  return jws(header, { ...full, ...change }, keys.main)
}

/** The license that is spoiled in the cases about shape and signature. */
export const good = license()

/** A case about a license, judged by the default trust. */
export function licenseCase(
  row: string,
  name: string,
  token: VectorCase['token'],
  expect: string,
  more: Partial<VectorCase> = {},
): VectorCase {
  return { name, row, kind: 'license', token, trust: 'default', expect, ...more }
}
