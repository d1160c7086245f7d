import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { createRootKey, rootJwkOf, signKeyset } from '@licet/issuer'
import { inspectToken, parseTrust, policyClaim, policyPresets, type Trust } from '@licet/license'

/** 2026-01-01T00:00:00Z. */
export const start = 1_767_225_600

/** A vendor for tests: its keys, what it signs with them, and the trust that names them. */
export interface Vendor {
  trust: Trust
  trustFile: object
  license(claims?: object): string
  /** Answers a request as a control plane does. */
  activation(request: string | null, claims?: object): string
  revocations(sequence: number, revoked: readonly string[]): string
  keyset(sequence: number): Promise<string>
  signAs(use: 'license' | 'activation', typ: string, payload: object): string
}

/** Makes a vendor with fresh keys. */
export async function createVendor(): Promise<Vendor> {
  const keys = { license: generateKeyPairSync('ed25519'), activation: generateKeyPairSync('ed25519') }
  const root = await createRootKey()
  const entries = (['license', 'activation'] as const).map(use => ({
    kid: `${use}-1`,
    alg: 'Ed25519' as const,
    use,
    status: 'active' as const,
    jwk: keys[use].publicKey.export({ format: 'jwk' }) as { kty: 'OKP'; crv: 'Ed25519'; x: string },
  }))
  const trustFile = {
    issuer: 'aidoo.biz',
    tiers: ['professional', 'enterprise'],
    roots: { threshold: 1, keys: [rootJwkOf(root)] },
    keys: entries,
  }
  const signAs: Vendor['signAs'] = (use, typ, payload) =>
    signCompact(keys[use].privateKey, { alg: 'Ed25519', kid: `${use}-1`, typ }, payload)
  return {
    trustFile,
    trust: await parseTrust(trustFile),
    signAs,
    license: claims => signAs('license', 'license+jwt', { ...licenseClaims, ...claims }),
    activation: (request, claims) => {
      const { jti, iss, iat, fingerprint, counter } =
        request === null
          ? { jti: undefined, iss: '', iat: start, fingerprint: {}, counter: 0 }
          : read(request)
      return signAs('activation', 'activation+jwt', {
        iss: 'aidoo.biz',
        jti: `act_${randomBytes(16).toString('hex')}`,
        sub: licenseClaims.jti,
        aud: [iss],
        iat,
        exp: iat + 604_800,
        fingerprint,
        request: jti,
        counter: counter + 1,
        ...claims,
      })
    },
    revocations: (sequence, revoked) =>
      signAs('license', 'revocations+jwt', { iss: 'aidoo.biz', iat: start, sequence, revoked }),
    keyset: sequence => signKeyset({ iss: 'aidoo.biz', iat: start, sequence, keys: entries }, [root]),
  }
}

/** A node-locked license for a year. */
export const licenseClaims = {
  iss: 'aidoo.biz',
  sub: 'acme',
  exp: start + 31_536_000,
  customer: 'Acme Corp',
  tier: 'professional',
  seats: 10,
  products: ['pika'],
  features: { export: true, reports: 5, beta: false },
  jti: 'lic_1',
  iat: start,
  rev: 2,
  policy: policyClaim(policyPresets['node-locked']),
}

/** What a request says, unverified. */
export function read(token: string): {
  jti: string
  iss: string
  iat: number
  fingerprint: Record<string, string>
  counter: number
  previous: string
  license?: string
} {
  return inspectToken(token).claims as never
}

/** A fingerprint of four components; each argument changes one of them. */
export function fingerprintWith(changes: Record<string, string> = {}): Record<string, string> {
  const hashes = { machine: 'a', os: 'b', cpu: 'c', mac: 'd', ...changes }
  return Object.fromEntries(
    Object.entries(hashes).map(([name, digit]) => [name, `sha256:${digit.repeat(64)}`]),
  )
}

function signCompact(key: KeyObject, header: object, payload: object): string {
  const signed = [header, payload]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}
