import { type ClockFloor, type MonotonicReading, unsetClock } from '@licet/license'

/** All that an installation keeps about being activated. Tokens as text: they are verified whenever they are read. */
export interface StoredActivation {
  /** `license+jwt`. */
  license: string | null
  licenseId: string | null
  /** The short key: prefix and last four symbols, for people. */
  shortKeyHint: string
  /** The short key itself, which giving the license back needs. */
  key: string | null
  /** `activation+jwt`: the lease, or the verdict in its place. */
  activation: string | null
  /** Signed answers taken for this license. */
  counter: number
  /** A request that was carried away by hand and waits for its answer. */
  pending: PendingRequest | null
  tombstone: Tombstone | null
  /** Keysets taken since the trust file was made, oldest first; only those that the last one needs. */
  keysets: readonly string[]
  revocations: string | null
  /** How the last contact with the activation server ended, where it said something. */
  lastContact: { at: number; outcome: string } | null
  /** What is known about time, so that a clock set back revives nothing. */
  clock: ClockFloor
}

/** A request that waits. */
export interface PendingRequest {
  jti: string
  requestToken: string
  /** By the system clock, epoch seconds. */
  at: number
  /** Where the machine's uptime stood when it was first made; null: unknown. */
  made: MonotonicReading | null
}

/** An activation that was given up here for good. */
export interface Tombstone {
  /** `jti` of the activation. */
  activation: string
  /** Epoch seconds. */
  at: number
  /** `release+jwt`: what the vendor needs if the server was not told. */
  receipt: string
}

/** Keeps one {@link StoredActivation}. */
export interface ActivationStore {
  /** What was saved last; null where nothing was, or nothing usable is left. */
  load(): Promise<StoredActivation | null>
  /** Stores all of it durably, or nothing. */
  save(next: StoredActivation): Promise<void>
  /**
   * Runs something that loads, asks and saves, alone among all programs that use this store.
   *
   * @param waitSecondsMax - How long it may wait for its turn.
   */
  exclusively<Result>(work: () => Promise<Result>, waitSecondsMax?: number): Promise<Result>
}

/** An installation that was never activated. */
export const emptyActivation: StoredActivation = {
  license: null,
  licenseId: null,
  shortKeyHint: '',
  key: null,
  activation: null,
  counter: 0,
  pending: null,
  tombstone: null,
  keysets: [],
  revocations: null,
  lastContact: null,
  clock: unsetClock,
}
