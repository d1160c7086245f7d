import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from './run-licet.ts'

/** An issuer that shares no code with this repository: keys and signatures are made by Node's own OpenSSL. */
export interface ForeignIssuer {
  trustFile: string
  publicKey: KeyObject
  sign: (claims: object, header?: object) => string
}

/** 2026-01-01T00:00:00Z. */
export const issuedAt = 1_767_225_600

/** The claims that seed 002 lists, and no other. */
export const sevenClaims = {
  products: ['pika', 'vera'],
  seats: 10,
  customer: 'Acme Corp',
  tier: 'professional',
  exp: issuedAt + 31_536_000,
  iss: 'aidoo.biz',
  sub: 'acme',
}

/** Makes a key and the trust file that names it. */
export function foreignIssuer(alg: 'Ed25519' | 'EdDSA' | 'ES256' = 'Ed25519'): ForeignIssuer {
  const pair =
    alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  const trustFile = join(freshFolder(), 'trust.json')
  const entry = {
    kid: 'vendor-1',
    alg,
    use: 'license',
    status: 'active',
    jwk: pair.publicKey.export({ format: 'jwk' }),
  }
  writeFileSync(trustFile, JSON.stringify({ issuer: 'aidoo.biz', keys: [entry] }))
  return {
    trustFile,
    publicKey: pair.publicKey,
    sign: (claims, header = { alg }) => signCompact(pair.privateKey, header, claims),
  }
}

function signCompact(key: KeyObject, header: object, claims: object): string {
  const signed = [header, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const digest = key.asymmetricKeyType === 'ec' ? 'sha256' : null
  const signature = sign(digest, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
