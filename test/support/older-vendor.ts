import { createSigningKey } from './signing-key.ts'
import { daySeconds, type Json, sevenClaims, signToken, wallClock } from './token.ts'
import { trustEntry, trustOf } from './trust-file.ts'

const keys = {
  root: createSigningKey('root-1'),
  /** Dropped by the keyset of the newer build. */
  leftOut: createSigningKey('license-0'),
  /** Withdrawn as compromised by it. */
  withdrawn: createSigningKey('license-1'),
  current: createSigningKey('license-2'),
  withdrawnLease: createSigningKey('activation-1'),
  lease: createSigningKey('activation-2'),
}
const { root, leftOut, withdrawn, current, withdrawnLease, lease } = keys
const activation = { use: 'activation' } as const
const compromised = { status: 'compromised' } as const
const roots = { threshold: 1, keys: [{ ...root.jwk, kid: root.kid, alg: root.alg }] }

/** What a vendor has signed over the years, and the builds of before and after two keys were withdrawn. */
export const vendor = {
  keys,
  floor: { revocations: 9, time: wallClock() - daySeconds },
  sequence: 5,
  /** The build of before: every key is good. */
  older: trustOf(
    [
      trustEntry(leftOut),
      trustEntry(withdrawn),
      trustEntry(current),
      trustEntry(withdrawnLease, activation),
      trustEntry(lease, activation),
    ],
    { roots },
  ),
  /** The keys as keyset 5 has them. */
  entries: [
    trustEntry(withdrawn, compromised),
    trustEntry(current),
    trustEntry(withdrawnLease, { ...activation, ...compromised }),
    trustEntry(lease, activation),
  ],
}

/** The build of after, which knows what happened. */
export const newerBuild = trustOf(vendor.entries, {
  roots,
  sequence: vendor.sequence,
  floor: vendor.floor,
})

const longAgo = wallClock() - 30 * daySeconds

/** A keyset that the root key has signed. */
export function signKeyset(sequence: number, entries: readonly Json[], iat = longAgo): string {
  const claims = { iss: 'aidoo.biz', iat, sequence, keys: entries }
  return signToken(root, claims, { typ: 'keyset+jwt', kid: root.kid })
}

/** A revocation list. */
export function signRevocations(sequence: number, revoked: readonly string[], key = current): string {
  const claims = { iss: 'aidoo.biz', iat: longAgo, sequence, revoked }
  return signToken(key, claims, { typ: 'revocations+jwt', kid: key.kid })
}

/** A license for 999,999 seats. */
export function signLicense(key = current, changes: Record<string, Json> = {}, header = true): string {
  const claims = sevenClaims({ iat: longAgo, seats: 999_999, jti: `by-${key.kid}`, ...changes })
  return signToken(key, claims, header ? { kid: key.kid } : {})
}

/** An activation of a license for an installation. */
export function signActivation(key = lease, changes: Record<string, Json> = {}): string {
  const claims = {
    iss: 'aidoo.biz',
    jti: `act_${'a'.repeat(32)}`,
    sub: 'bound',
    aud: [`ins_${'0'.repeat(32)}`],
    iat: wallClock() - 3600,
    exp: wallClock() + 300 * daySeconds,
    fingerprint: { machine: 'sha256:0' },
    ...changes,
  }
  return signToken(key, claims, { typ: 'activation+jwt', kid: key.kid })
}

/** Several artifacts in one text. */
export const bundle = (...artifacts: string[]): string => JSON.stringify({ artifacts })
