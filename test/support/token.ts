import type { SigningKey } from './signing-key.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** Base64url of text or bytes. */
export const base64url = (value: string | Uint8Array): string => Buffer.from(value).toString('base64url')

/** Signs any header and any payload text as a compact JWS. Written for these tests; shares nothing with the product. */
export function signParts(key: SigningKey, header: string, payload: string | Uint8Array): string {
  const input = `${base64url(header)}.${base64url(payload)}`
  return `${input}.${base64url(key.sign(Buffer.from(input, 'ascii')))}`
}

/** Signs claims under a header of only `alg`, plus what is given. */
export function signToken(key: SigningKey, claims: Json, header: Record<string, Json> = {}): string {
  return signParts(key, JSON.stringify({ alg: key.alg, ...header }), JSON.stringify(claims))
}

/** The wall clock, in epoch seconds. */
export const wallClock = (): number => Math.floor(Date.now() / 1000)

export const daySeconds = 86_400

/** The seven claims of seed 002 and nothing else; valid for 90 days. */
export function sevenClaims(changes: Record<string, Json | undefined> = {}): Record<string, Json> {
  const claims: Record<string, Json | undefined> = {
    iss: 'aidoo.biz',
    sub: 'cust_acme',
    exp: wallClock() + 90 * daySeconds,
    customer: 'Acme Corp',
    tier: 'professional',
    seats: 10,
    products: ['pika', 'vera'],
    ...changes,
  }
  return Object.fromEntries(
    Object.entries(claims).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}
