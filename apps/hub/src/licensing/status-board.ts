import { hash } from 'node:crypto'
import type { StateKind } from '@licet/license'
import type { MonotonicClock } from '../clock.ts'
import { licenseStatus } from './license-status.ts'
import type { HubLicensing } from './licensing.ts'
import type { Snapshot } from './snapshot.ts'

/** A status answer, ready to be sent. */
export interface PreparedStatus {
  body: string
  etag: string
}

/** Status answers, prepared once and replaced the moment they stop being true. */
export interface StatusBoard {
  /** @param product - The product that asks; empty for none. Null when what is stored has to be read first. */
  prepared(product: string): PreparedStatus | null
  /** The same, reading what has to be read. */
  prepare(product: string): Promise<PreparedStatus>
}

const productsMax = 256

/**
 * Opens the board. An answer lives until a commit of any process changes what it says, the next change of state comes, or
 * the clock's warning changes; what it rests on is looked at on every call.
 */
export function openStatusBoard(options: {
  licensing: HubLicensing
  clock: MonotonicClock
  evaluation: boolean
}): StatusBoard {
  const { licensing, clock, evaluation } = options
  const answers = new Map<string, PreparedStatus>()
  let basis: { snapshot: Snapshot; seatsUsed: number; from: number; until: number } | null = null
  let kind: StateKind | null = null

  const isCurrent = (snapshot: Snapshot): boolean => {
    const now = clock.now()
    return (
      basis !== null &&
      basis.snapshot === snapshot &&
      basis.seatsUsed === licensing.seatsUsed() &&
      now < basis.until &&
      now >= basis.from
    )
  }
  const word = (snapshot: Snapshot, product: string): PreparedStatus => {
    const state = licensing.evaluate(snapshot)
    if (!isCurrent(snapshot) || answers.size >= productsMax) {
      answers.clear()
      const until = state.nextChange?.at ?? Number.POSITIVE_INFINITY
      basis = { snapshot, seatsUsed: licensing.seatsUsed(), from: clock.now(), until }
    }
    if (kind !== null && kind !== state.kind) clock.keepLater()
    kind = state.kind
    const facts = { evaluation, seatsUsed: licensing.seatsUsed() }
    const body = JSON.stringify(licenseStatus(state, facts, product === '' ? undefined : product))
    const prepared = { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 27)}"` }
    answers.set(product, prepared)
    return prepared
  }
  const prepared = (product: string): PreparedStatus | null => {
    const snapshot = licensing.snapshotNow()
    if (snapshot === null) return null
    const known = isCurrent(snapshot) ? answers.get(product) : undefined
    return known ?? word(snapshot, product)
  }
  return {
    prepared,
    prepare: async product => word(await licensing.snapshot(), product),
  }
}
