import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A key that lives as long as the generator runs. */
export interface VectorKey {
  kid: string
  alg: 'Ed25519' | 'EdDSA' | 'ES256'
  privateKey: KeyObject
  jwk: Readonly<Record<string, unknown>>
}

/** Makes a fresh key pair. */
export function createVectorKey(kid: string, alg: VectorKey['alg'] = 'Ed25519'): VectorKey {
  const { privateKey, publicKey } =
    alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  return { kid, alg, privateKey, jwk: publicKey.export({ format: 'jwk' }) as Record<string, unknown> }
}

/** Header or payload: an object, JSON text as it stands, or any bytes. */
export type Part = object | string | Uint8Array

/** Encodes one part of a token. */
export function encodePart(part: Part): string {
  if (part instanceof Uint8Array) return Buffer.from(part).toString('base64url')
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
}

/** Signs any text with a key, as its algorithm demands. */
export function signText(text: string, key: VectorKey): Buffer {
  const data = Buffer.from(text)
  if (key.alg === 'ES256') return sign('sha256', data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  return sign(null, data, key.privateKey)
}

/** A compact JWS over parts that are taken as they are. */
export function jws(header: Part, payload: Part, key: VectorKey): string {
  const signed = `${encodePart(header)}.${encodePart(payload)}`
  return `${signed}.${signText(signed, key).toString('base64url')}`
}

/** A token with its signature replaced. */
export function withSignature(token: string, signature: Uint8Array): string {
  return `${token.slice(0, token.lastIndexOf('.'))}.${Buffer.from(signature).toString('base64url')}`
}

/** The signature of a token. */
export function signatureOf(token: string): Buffer {
  return Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url')
}

/** A number as bytes of one width, most significant first. */
export function bigEndian(value: bigint, bytes: number): Buffer {
  return Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex')
}
