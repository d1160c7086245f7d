import type { SigningKey } from './signing-queries.ts'

/** SubjectPublicKeyInfo up to the bits of the key: RFC 8410 section 4 for Ed25519, RFC 5480 section 2 for an uncompressed point on P-256. */
const prefixes: Readonly<Record<string, string>> = {
  Ed25519: '302a300506032b6570032100',
  'P-256': '3059301306072a8648ce3d020106082a8648ce3d03010703420004',
}

/** The public part as PEM, as OpenSSL and most libraries read it; null for a curve that is unknown here. */
export function publicPem({ crv = '', x = '', y = '' }: SigningKey['jwk']): string | null {
  const prefix = prefixes[crv]
  if (prefix === undefined) return null
  const head = (prefix.match(/../g) ?? []).map(hex => String.fromCharCode(Number.parseInt(hex, 16))).join('')
  const body = btoa(head + bytesOf(x) + bytesOf(y))
  return `-----BEGIN PUBLIC KEY-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`
}

/** The keys that installations may believe, as a JWK set (RFC 7517 section 5). */
export function publicJwks(keys: readonly SigningKey[]): string {
  const believed = keys.filter(({ status }) => status !== 'compromised')
  const entries = believed.map(({ jwk, kid, alg }) => ({ ...jwk, kid, alg, use: 'sig' }))
  return `${JSON.stringify({ keys: entries }, null, 2)}\n`
}

function bytesOf(base64url: string): string {
  return atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
}
