import { hash } from 'node:crypto'
import {
  evaluate,
  type Fingerprint,
  type LicenseState,
  seatLimit,
  type Trust,
  type VerifiedLicense,
  verifyLicense,
} from '@licet/license'
import { HttpError } from '@licet/server'
import type { MonotonicClock } from '../clock.ts'
import type { Licensing, VerifiedView } from '../deps.ts'
import type { HubDatabase } from '../store/database.ts'
import { readStored, type Snapshot, stampOf, verifyStored } from './snapshot.ts'
import type { TrustAnchors } from './trust.ts'

/** What a plan for a change is made from, and what it is carried out with. */
export interface PlannedView extends VerifiedView {
  snapshot: Snapshot
}

/** The whole of {@link Licensing}, for the license services. */
export interface HubLicensing extends Licensing {
  anchors: TrustAnchors
  /** What is stored, verified; the same object until the stored bytes change. */
  snapshot(): Promise<Snapshot>
  /** The snapshot without waiting, if it is known to match what is stored now. */
  snapshotNow(): Snapshot | null
  /** Evaluates a snapshot now, with the seats that are in use. */
  evaluate(snapshot: Snapshot): LicenseState
  /** Enabled accounts, as of the last snapshot. */
  seatsUsed(): number
  /** Enabled accounts that a state allows; null: no limit. */
  limitOf(state: LicenseState): number | null
  /** Like `withVerified`, with a step before the transaction that may take its time, done again when overtaken. */
  withPlan<P, T>(
    plan: (snapshot: Snapshot) => Promise<P>,
    work: (tx: HubDatabase, view: PlannedView, plan: P) => T,
  ): Promise<T>
}

const attemptsMax = 100
const rememberedMax = 64
/** A license that does not verify is tried again after so long: its fault may be the clock's. */
const retryMilliseconds = 30_000

/**
 * Opens licensing on a database: the one place where stored bytes become facts.
 *
 * @param countSeats - Enabled accounts, read in the transaction it is given.
 */
export function openLicensing(options: {
  database: HubDatabase
  clock: MonotonicClock
  anchors: TrustAnchors
  installationId: string
  countSeats: (tx: HubDatabase) => number
  /** The machine as it was last read; another object when it was read anew and had changed. */
  fingerprint?: () => Fingerprint | null
}): HubLicensing {
  const { database, clock, anchors, installationId, countSeats, fingerprint = () => null } = options
  const verify = rememberingVerify()
  let known: { version: number; snapshot: Snapshot; seatsUsed: number; until: number } | null = null
  let loading: Promise<void> | null = null

  const load = async (): Promise<void> => {
    // Read before the rows: a commit between the two makes the next call read again, and none is missed.
    const version = database.dataVersion()
    clock.refresh()
    const stored = readStored(database)
    const stamp = stampOf(stored)
    const now = clock.now()
    const machine = fingerprint()
    const reusable =
      known !== null &&
      known.snapshot.stamp === stamp &&
      known.snapshot.facts.fingerprint === machine &&
      performance.now() < known.until
    const snapshot =
      reusable && known !== null
        ? known.snapshot
        : await verifyStored(stored, anchors, { now, installationId, fingerprint: machine, verify })
    const sound = snapshot.damaged.length === 0 && snapshot.held.every(({ code }) => code === null)
    const until =
      reusable && known !== null
        ? known.until
        : sound
          ? Number.POSITIVE_INFINITY
          : performance.now() + retryMilliseconds
    known = { version, snapshot, seatsUsed: countSeats(database), until }
  }
  const snapshotNow = (): Snapshot | null =>
    known !== null &&
    performance.now() < known.until &&
    known.snapshot.facts.fingerprint === fingerprint() &&
    known.version === database.dataVersion()
      ? known.snapshot
      : null
  const snapshot = async (): Promise<Snapshot> => {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const current = snapshotNow()
      if (current !== null) return current
      loading ??= load().finally(() => {
        loading = null
      })
      await loading
    }
    if (known === null) throw new HttpError('DATABASE_BUSY', { retryAfterSeconds: 1 })
    return known.snapshot
  }
  const seatsUsed = (): number => known?.seatsUsed ?? countSeats(database)
  const evaluateNow = (at: Snapshot): LicenseState =>
    evaluate({ ...at.facts, seatsUsed: seatsUsed() }, clock.now())

  const withPlan: HubLicensing['withPlan'] = async (plan, work) => {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const current = await snapshot()
      const planned = await plan(current)
      const done = database.transact(tx => {
        if (stampOf(readStored(tx)) !== current.stamp) return null
        const now = clock.now()
        const facts = { ...current.facts, seatsUsed: countSeats(tx) }
        const state = evaluate(facts, now)
        return { value: work(tx, { snapshot: current, facts, state, limit: seatLimit(state), now }, planned) }
      })
      if (done !== null) return done.value
    }
    throw new HttpError('DATABASE_BUSY', { retryAfterSeconds: 1 })
  }
  return {
    anchors,
    snapshot,
    snapshotNow,
    seatsUsed,
    evaluate: evaluateNow,
    limitOf: seatLimit,
    withPlan,
    trust: async () => (await snapshot()).trust,
    state: async () => evaluateNow(await snapshot()),
    withVerified: work => withPlan(async () => undefined, work),
  }
}

// Successes only, by the whole token and everything the trust says, so neither a changed byte nor a changed key finds one.
function rememberingVerify(): typeof verifyLicense {
  const remembered = new Map<string, VerifiedLicense>()
  return async (token: string, trust: Trust, options) => {
    const key = `${hash('sha256', token)}/${trust.digest}`
    const found = remembered.get(key)
    if (found !== undefined) return found
    const verified = await verifyLicense(token, trust, options)
    if (remembered.size >= rememberedMax) remembered.clear()
    remembered.set(key, verified)
    return verified
  }
}
