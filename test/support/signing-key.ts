import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

export type Alg = 'Ed25519' | 'EdDSA' | 'ES256'

/** A key pair made by openssl, outside this code base. It lives in memory only. */
export interface SigningKey {
  kid: string
  alg: Alg
  pem: string
  privateKey: KeyObject
  /** Public part. */
  jwk: Record<string, string>
  sign(data: Uint8Array): Buffer
}

/** Makes a key with openssl: `Ed25519` and `EdDSA` on curve 25519, `ES256` on P-256. */
export function createSigningKey(kid: string, alg: Alg = 'Ed25519'): SigningKey {
  const kind = alg === 'ES256' ? ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['ed25519']
  const pem = execFileSync('openssl', ['genpkey', '-algorithm', ...kind], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const privateKey = createPrivateKey(pem)
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as Record<string, string>
  return {
    kid,
    alg,
    pem,
    privateKey,
    jwk,
    sign: data =>
      alg === 'ES256'
        ? sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
        : sign(null, data, privateKey),
  }
}
