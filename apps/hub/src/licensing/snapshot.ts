import { hash } from 'node:crypto'
import {
  type Facts,
  LicenseError,
  type LicenseErrorCode,
  type RevocationList,
  type Trust,
  type VerifiedLicense,
  verifyLicense,
  verifyRevocations,
} from '@licet/license'
import { loadArtifacts, type StoredArtifact } from '../store/artifacts.ts'
import type { HubDatabase } from '../store/database.ts'
import { loadHeldLicenses, type StoredLicense } from '../store/licenses.ts'
import { applyKeyset, joinTrust, type TrustAnchors } from './trust.ts'

/** A held license after its bytes were verified again. */
export interface HeldLicense {
  stored: StoredLicense
  verified: VerifiedLicense | null
  /** Why it does not verify; null when it does. */
  code: LicenseErrorCode | null
}

/** Everything that is stored about licensing, at one moment, verified. */
export interface Snapshot {
  /** Names the stored bytes: equal stamps, equal bytes. */
  stamp: string
  chains: { main: Trust; development: Trust | null }
  trust: Trust
  /** In the order in which they take force: the later of being activated and starting. */
  held: readonly HeldLicense[]
  revocations: RevocationList | null
  /** Texts of the keysets and revocation lists that are stored: loading one of them again changes nothing. */
  loaded: ReadonlySet<string>
  /** Stored keysets and revocation lists that no longer verify. */
  damaged: readonly { kind: StoredArtifact['kind']; code: LicenseErrorCode }[]
  facts: Omit<Facts, 'seatsUsed'>
}

/** What is stored, unverified. */
export interface StoredState {
  licenses: StoredLicense[]
  artifacts: StoredArtifact[]
}

/** Reads what is stored; call it inside a transaction to compare stamps there. */
export function readStored(database: HubDatabase): StoredState {
  return { licenses: loadHeldLicenses(database), artifacts: loadArtifacts(database) }
}

/** Names stored bytes. */
export function stampOf(stored: StoredState): string {
  const parts = [
    ...stored.licenses.map(({ position, token }) => `${position}:${token.length}:${token}`),
    '/',
    ...stored.artifacts.map(({ position, text }) => `${position}:${text.length}:${text}`),
  ]
  return hash('sha256', parts.join('\n'))
}

/**
 * Verifies what is stored, from the bytes: keysets first, then revocation lists, then licenses. What does not verify is
 * reported in its place and believed in nothing.
 *
 * @param verify - `verifyLicense`, or a version of it that remembers successes.
 */
export async function verifyStored(
  stored: StoredState,
  anchors: TrustAnchors,
  options: { now: number; installationId: string; verify?: typeof verifyLicense },
): Promise<Snapshot> {
  const damaged: Snapshot['damaged'][number][] = []
  let chains = { main: anchors.main, development: anchors.development }
  for (const { text } of stored.artifacts.filter(({ kind }) => kind === 'keyset')) {
    const applied = await attempt(() => applyKeyset(chains, text, options.now))
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
  held.sort((a, b) => takesForceAt(a) - takesForceAt(b) || a.stored.position - b.stored.position)
  const facts: Snapshot['facts'] = {
    licenses: held.flatMap(({ verified }) => (verified === null ? [] : [verified])),
    unreadable:
      trust.keys.size === 0 ? 'TRUST_MISSING' : (held.findLast(({ code }) => code !== null)?.code ?? null),
    revocations,
    activation: null,
    fingerprint: null,
    installationId: options.installationId,
  }
  const loaded = new Set(stored.artifacts.map(({ text }) => text))
  return { stamp: stampOf(stored), chains, trust, held, revocations, loaded, damaged, facts }
}

/** When a held license takes force: a queued renewal at its start, whatever was activated meanwhile. */
export function takesForceAt({ stored, verified }: HeldLicense): number {
  return Math.max(stored.activatedAt, verified?.claims.nbf ?? 0)
}

async function newestRevocations(
  stored: StoredState,
  trust: Trust,
  now: number,
  damaged: Snapshot['damaged'][number][],
): Promise<RevocationList | null> {
  for (const { text } of stored.artifacts.filter(({ kind }) => kind === 'revocations')) {
    const result = await attempt(() => verifyRevocations(text, trust, { now, sequence: 0 }))
    if (!('code' in result)) return result.value
    damaged.push({ kind: 'revocations', code: result.code })
  }
  return null
}

async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { code: LicenseErrorCode }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof LicenseError) return { code: error.code }
    throw error
  }
}
