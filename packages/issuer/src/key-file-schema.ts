import * as z from 'zod/mini'
import { keyIdPattern } from './signing-key.ts'

const base64url = z.string().check(z.maxLength(1024), z.regex(/^[A-Za-z0-9_-]+$/))
const within = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max))

/** A file may ask for more work than we would, but not for so much that opening it stalls the machine. */
const envelope = z.strictObject({
  kdf: z.literal('scrypt'),
  n: within(2 ** 14, 2 ** 17),
  r: within(8, 8),
  p: within(1, 8),
  salt: base64url,
  cipher: z.literal('aes-256-gcm'),
  nonce: base64url,
  ciphertext: base64url,
})
const inTheClear = z.strictObject({ kdf: z.literal('none'), pkcs8: base64url })

const ed25519Jwk = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url })
const p256Jwk = z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: base64url, y: base64url })
const shared = {
  format: z.literal('licet-key'),
  version: z.literal(1),
  kid: z.string().check(z.regex(keyIdPattern)),
  use: z.enum(['license', 'activation', 'root']),
  private: z.discriminatedUnion('kdf', [envelope, inTheClear]),
}

/** The closed shape of a key file: a field that we do not know is a file that we do not understand. */
export const keyFileSchema = z.discriminatedUnion('alg', [
  z.strictObject({ ...shared, alg: z.literal('Ed25519'), jwk: ed25519Jwk }),
  z.strictObject({ ...shared, alg: z.literal('EdDSA'), jwk: ed25519Jwk }),
  z.strictObject({ ...shared, alg: z.literal('ES256'), jwk: p256Jwk }),
])
