import type { HubDatabase } from './database.ts'

/** What this installation remembers about the signed answers for one license. */
export interface ActivationChain {
  /** Signed answers taken so far. */
  counter: number
  /** `jti` of the last one; empty when there was none. */
  previous: string
  /** The activation that was given up here for good. */
  tombstone: { activation: string; at: number } | null
}

interface Row {
  counter: number
  previous: string
  released: string | null
  releasedAt: number | null
}

/** The chain of a license, by the name under which its activations are stored. */
export function loadChain(database: HubDatabase, license: string): ActivationChain {
  const row = database.raw
    .prepare<[string], Row>(
      'SELECT counter, previous, released, released_at AS releasedAt FROM activation_chain WHERE license = ?',
    )
    .get(license)
  if (row === undefined) return { counter: 0, previous: '', tombstone: null }
  const { counter, previous, released, releasedAt } = row
  const tombstone = released === null || releasedAt === null ? null : { activation: released, at: releasedAt }
  return { counter, previous, tombstone }
}

/** Stores the chain of a license. */
export function saveChain(
  tx: HubDatabase,
  license: string,
  { counter, previous, tombstone }: ActivationChain,
): void {
  tx.raw
    .prepare(
      `REPLACE INTO activation_chain (license, counter, previous, released, released_at)
       VALUES (?, ?, ?, ?, ?)`,
    )
    .run(license, counter, previous, tombstone?.activation ?? null, tombstone?.at ?? null)
}
