const algs = ['Ed25519', 'EdDSA', 'ES256'] as const

/** Signature algorithms that can verify anything here. One key has exactly one. */
export type Alg = (typeof algs)[number]

/** Tells whether a value names an algorithm that can verify anything here, byte for byte. */
export function isAlg(value: unknown): value is Alg {
  return algs.some(alg => alg === value)
}

/** What a key may sign: licenses (and revocation lists), or activations (and revocation lists). */
export type KeyUse = 'license' | 'activation'

/** `retired` still verifies what was signed inside its window; `compromised` verifies nothing, ever. */
export type KeyStatus = 'active' | 'retired' | 'compromised'

/** A public key as WebCrypto holds it; named by its maker, as not every runtime's types name it alike. */
export type VerificationKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** A public JWK: `kty` OKP with `crv` Ed25519, or EC with `crv` P-256. The entry around it governs. */
export interface PublicJwk {
  kty: 'OKP' | 'EC'
  crv: 'Ed25519' | 'P-256'
  x: string
  y?: string
  kid?: string
  alg?: string
  use?: string
}

/** One key that this installation trusts. Times in epoch seconds: `notBefore` inclusive, `notAfter` exclusive. */
export interface TrustedKey {
  kid: string
  alg: Alg
  use: KeyUse
  status: KeyStatus
  notBefore: number | null
  notAfter: number | null
  jwk: PublicJwk
  /** Imported once, when the trust is parsed. */
  cryptoKey: VerificationKey
}

/** A root key: signs keysets and nothing else. */
export interface RootKey {
  kid: string
  alg: Alg
  jwk: PublicJwk
  cryptoKey: VerificationKey
}

/** The root keys and how many of them must sign a keyset. */
export interface Roots {
  threshold: number
  keys: readonly RootKey[]
}

/** What no store goes below, however little it remembers: it came with the build. */
export interface TrustFloor {
  /** A revocation list of a lower sequence is never taken; 0: any is. */
  revocations: number
  /** A moment that has passed, epoch seconds; 0: none is known. */
  time: number
}

/** Keys that were ever called compromised: by id, and by public point (see `pointOf`). */
export interface Compromised {
  kids: ReadonlySet<string>
  points: ReadonlySet<string>
}

/** Everything an installation believes in. Immutable; a newer keyset makes a new one. */
export interface Trust {
  issuer: string
  /** From lowest to highest; a tier not listed equals only itself. */
  tiers: readonly string[]
  /** null: no later keyset is ever accepted. */
  roots: Roots | null
  /** By id. Compromised ones stay, whatever later keysets say. */
  keys: ReadonlyMap<string, TrustedKey>
  compromised: Compromised
  /** Sequence of the keyset in use, or of the newest one that the build was made from; 0: none. An older one is never taken. */
  sequence: number
  floor: TrustFloor
  /** When the keyset in use should have been replaced, epoch seconds; null: never. Warns, and breaks nothing. */
  expiresAt: number | null
  /** SHA-256 (hex) over what the trust says; changes whenever anything in it does. Cache key of verified tokens. */
  digest: string
}
