import { hash } from 'node:crypto'
import {
  type ActivationClaims,
  type Facts,
  type Fingerprint,
  LicenseError,
  type LicenseErrorCode,
  type RevocationList,
  type Trust,
  type VerifiedLicense,
  verifyActivation,
  verifyLicense,
  verifyRevocations,
} from '@licet/license'
import { loadActivations, type StoredActivation } from '../store/activations.ts'
import { loadArtifacts, type StoredArtifact } from '../store/artifacts.ts'
import type { HubDatabase } from '../store/database.ts'
import { loadEndedLicenses, loadHeldLicenses, type StoredLicense } from '../store/licenses.ts'
import { isQueued, removedLicense } from './removed-license.ts'
import { applyStoredKeyset, joinTrust, type TrustAnchors, type TrustChains } from './trust.ts'

/** A held license after its bytes were verified again. */
export interface HeldLicense {
  stored: StoredLicense
  verified: VerifiedLicense | null
  /** Why it does not verify; null when it does. */
  code: LicenseErrorCode | null
}

/** A stored activation after its bytes were verified again. */
export interface HeldActivation {
  stored: StoredActivation
  claims: ActivationClaims
}

/** Everything that is stored about licensing, at one moment, verified. */
export interface Snapshot {
  /** Names the stored bytes: equal stamps, equal bytes. */
  stamp: string
  chains: TrustChains
  trust: Trust
  /** In the order in which they take force: the later of being activated and starting. */
  held: readonly HeldLicense[]
  revocations: RevocationList | null
  /** One for each license at most, oldest first. */
  activations: readonly HeldActivation[]
  /** Texts of the keysets and revocation lists that are stored: loading one of them again changes nothing. */
  loaded: ReadonlySet<string>
  /** Stored keysets, revocation lists and activations that no longer verify. */
  damaged: readonly { kind: StoredArtifact['kind'] | 'activation'; code: LicenseErrorCode }[]
  facts: Omit<Facts, 'seatsUsed'>
}

/** What is stored, unverified. */
export interface StoredState {
  licenses: StoredLicense[]
  artifacts: StoredArtifact[]
  activations: StoredActivation[]
  /** Those that ended, the one loaded last first; empty where what is held has taken their place. */
  ended: StoredLicense[]
}

/** Reads what is stored; call it inside a transaction to compare stamps there. */
export function readStored(database: HubDatabase): StoredState {
  const licenses = loadHeldLicenses(database)
  return {
    licenses,
    ended: licenses.every(isQueued) ? loadEndedLicenses(database) : [],
    artifacts: loadArtifacts(database),
    activations: loadActivations(database),
  }
}

/** Names stored bytes. */
export function stampOf(stored: StoredState): string {
  const parts = [
    ...stored.licenses.map(({ position, token }) => `${position}:${token.length}:${token}`),
    '/',
    ...stored.artifacts.map(({ position, text }) => `${position}:${text.length}:${text}`),
    '/',
    ...stored.activations.map(({ position, token }) => `${position}:${token.length}:${token}`),
    '/',
    ...stored.ended.map(({ position, endedAt, token }) => `${position}:${endedAt}:${token.length}:${token}`),
  ]
  return hash('sha256', parts.join('\n'))
}

/**
 * Verifies what is stored, from the bytes: keysets first, then revocation lists, licenses and activations. What does not
 * verify is reported in its place and believed in nothing.
 *
 * @param options.fingerprint - The machine as it is now; null where it was not read.
 * @param verify - `verifyLicense`, or a version of it that remembers successes.
 */
export async function verifyStored(
  stored: StoredState,
  anchors: TrustAnchors,
  options: {
    now: number
    installationId: string
    fingerprint?: Fingerprint | null
    verify?: typeof verifyLicense
  },
): Promise<Snapshot> {
  const damaged: Snapshot['damaged'][number][] = []
  let chains: TrustChains = { main: anchors.main, development: anchors.development }
  for (const { text } of stored.artifacts.filter(({ kind }) => kind === 'keyset')) {
    const applied = await attempt(() => applyStoredKeyset(chains, text, options.now))
    if ('code' in applied) damaged.push({ kind: 'keyset', code: applied.code })
    else chains = applied.value
  }
  const trust = await joinTrust(chains)
  const revocations = await newestRevocations(stored, trust, options.now, damaged)
  const verify = options.verify ?? verifyLicense
  const held: HeldLicense[] = []
  for (const license of stored.licenses) {
    const result = await attempt(() => verify(license.token, trust, options))
    const code = trust.keys.size === 0 ? 'TRUST_MISSING' : 'code' in result ? result.code : null
    held.push({ stored: license, verified: 'code' in result ? null : result.value, code })
  }
  held.sort((a, b) => effectiveFrom(a) - effectiveFrom(b) || a.stored.position - b.stored.position)
  const activations = await verifyActivations(stored, trust, options, damaged)
  const licenses = held.flatMap(({ verified }) => (verified === null ? [] : [verified]))
  const facts: Snapshot['facts'] = {
    licenses,
    unreadable:
      trust.keys.size === 0 ? 'TRUST_MISSING' : (held.findLast(({ code }) => code !== null)?.code ?? null),
    removed: await removedLicense(stored.ended, token => verify(token, trust, options)),
    revocations,
    activation: activationThatCounts(licenses, activations, options.now)?.claims ?? null,
    fingerprint: options.fingerprint ?? null,
    installationId: options.installationId,
  }
  const loaded = new Set(stored.artifacts.map(({ text }) => text))
  return { stamp: stampOf(stored), chains, trust, held, revocations, activations, loaded, damaged, facts }
}

/** The activation of the license in force; where it has none, that of one that waits. */
export function activationThatCounts(
  licenses: readonly VerifiedLicense[],
  activations: readonly HeldActivation[],
  now: number,
): HeldActivation | null {
  const started = licenses.filter(({ claims }) => (claims.nbf ?? 0) <= now)
  const waiting = licenses.filter(license => !started.includes(license))
  for (const license of [...started.toReversed(), ...waiting]) {
    const found = activationOf(license, activations)
    if (found !== null) return found
  }
  return null
}

/** The activation that a license has; null: none. */
export function activationOf(
  { id, digest }: Pick<VerifiedLicense, 'id' | 'digest'>,
  activations: readonly HeldActivation[],
): HeldActivation | null {
  return activations.findLast(({ claims }) => claims.licenseId === id || claims.licenseId === digest) ?? null
}

/**
 * When a held license takes force: a queued renewal at its start, whatever was activated meanwhile; any other at once, which is
 * told by its position, as a clock that was wrong would order them otherwise.
 */
export function effectiveFrom({ stored, verified }: HeldLicense): number {
  const startsAt = verified?.claims.nbf ?? 0
  return startsAt > stored.activatedAt ? startsAt : 0
}

async function newestRevocations(
  stored: StoredState,
  trust: Trust,
  now: number,
  damaged: Snapshot['damaged'][number][],
): Promise<RevocationList | null> {
  for (const { text } of stored.artifacts.filter(({ kind }) => kind === 'revocations')) {
    const result = await attempt(() => verifyRevocations(text, trust, { now, sequence: null }))
    if (!('code' in result)) return result.value
    damaged.push({ kind: 'revocations', code: result.code })
  }
  return null
}

async function verifyActivations(
  stored: StoredState,
  trust: Trust,
  { now, installationId }: { now: number; installationId: string },
  damaged: Snapshot['damaged'][number][],
): Promise<HeldActivation[]> {
  const held: HeldActivation[] = []
  for (const activation of stored.activations) {
    const result = await attempt(() => verifyActivation(activation.token, trust, { now, installationId }))
    if ('code' in result) damaged.push({ kind: 'activation', code: result.code })
    else held.push({ stored: activation, claims: result.value })
  }
  return held
}

async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { code: LicenseErrorCode }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof LicenseError) return { code: error.code }
    throw error
  }
}
