import {
  type ActivationClaims,
  type ClockReading,
  type ComponentMatch,
  clockSkewSeconds,
  clockWarning,
  createMachineUid,
  type Fingerprint,
  type LicenseState,
  machineUidOf,
  matchFingerprint,
  parseShortKey,
  type Trust,
  type VerifiedLicense,
} from '@licet/license'
import type { ControlClient } from '../client/create-control-client.ts'
import { type MachineClock, monotonicOf, readClock } from '../clock/machine-clock.ts'
import type { InstanceKey } from '../instance/open-instance-key.ts'
import { type ActivationStore, emptyActivation, type StoredActivation } from '../store/stored-activation.ts'
import { checkEntitlement, type Entitlement, type Need } from './check-entitlement.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import { createExchanges } from './exchanges.ts'
import { type Held, readHeld } from './read-held.ts'
import { createReleases, type Released } from './releases.ts'
import { noteTime } from './stored-after.ts'

/** A product's own license on this machine. */
export interface Activation {
  /** The state, from what is stored; no network. */
  state(): Promise<ActivationState>
  /** Whether a tier or feature may be used now, from what is stored; no network. */
  check(need: Need): Promise<Entitlement>
  /** Exchanges a short key for a license that is bound to this machine. @throws {LicenseError} SHORT_KEY_MISTYPED */
  activate(key: string): Promise<ExchangeEnd>
  /** Activates again, as after a change of machine or product; fetches the license anew. */
  refresh(): Promise<ExchangeEnd>
  /** Renews the lease. */
  heartbeat(): Promise<ExchangeEnd>
  /** Gives the license back, so that it can be activated elsewhere. @param key - Needed where it is not stored. */
  deactivate(key?: string): Promise<Released>
  /** Gives the license up without a server, for good; the receipt is for the vendor. */
  release(): Promise<{ receipt: string }>
  /** A request to carry to the vendor by hand. @param options.anew - For another license than the stored one. */
  request(options?: { anew?: boolean }): Promise<CarriedRequest>
  /** Takes what came back by hand. */
  apply(text: string): Promise<ExchangeEnd>
}

/** Everything known about the license here. Times in epoch seconds. */
export interface ActivationState {
  state: LicenseState
  license: VerifiedLicense | null
  activation: ActivationClaims | null
  /** How this machine compares with the one that was activated; empty where nothing was. */
  machine: readonly ComponentMatch[]
  machineUid: string
  installationId: string
  clock: 'none' | 'behind' | 'jumped'
  /** How far the system clock is ahead of the last signed answer (negative: behind); null: none is fresh enough to say. */
  clockSkewSeconds: number | null
  now: number
  stored: StoredActivation
}

/** A request on paper. */
export interface CarriedRequest {
  /** `request+jwt`. */
  token: string
  /** The same, short enough to be typed. */
  machineUid: string
  /** Epoch seconds. */
  expiresAt: number
}

/** What an activation is opened with. */
export interface ActivationOptions {
  store: ActivationStore
  instanceKey: InstanceKey
  /** Reads the machine as it is now. */
  readFingerprint: () => Promise<Fingerprint>
  /** As it came with the product. */
  trust: Trust
  /** null: only by hand. */
  client: ControlClient | null
  clock: MachineClock
  hostname?: string
  productVersion?: string
}

/** One look at store and machine, for whoever goes on to change them. */
export interface Look {
  stored: StoredActivation
  held: Held
  reading: ClockReading
}

/** A look while somebody else asks for an answer must not wait for it. */
const waitSecondsMax = 1

/**
 * Opens the license of a product that has no database of its own: everything lies in `store`, and every answer goes
 * through {@link takeAnswer}. What asks and saves is done alone, so a counter is never used twice.
 */
export function openActivation(options: ActivationOptions): Activation {
  const { store, instanceKey, clock } = options
  const look = async (): Promise<Look> => {
    const stored = (await store.load()) ?? emptyActivation
    const fingerprint = await options.readFingerprint()
    const { trust } = options
    const reading = readClock(clock)
    const held = await readHeld(stored, { trust, fingerprint, reading, installationId: instanceKey.id })
    return { stored, held, reading }
  }
  const keepTime = async (seen: StoredActivation, passed: boolean): Promise<void> => {
    if (seen.license === null || noteTime(seen.clock, readClock(clock), passed) === seen.clock) return
    try {
      await store.exclusively(async () => {
        const stored = await store.load()
        if (stored === null) return
        await store.save({ ...stored, clock: noteTime(stored.clock, readClock(clock), passed) })
      }, waitSecondsMax)
    } catch {
      // A full or read-only disk: the state is right all the same, and the next look tries again.
    }
  }
  const lookAndNote = async (): Promise<Look> => {
    const seen = await look()
    await keepTime(seen.stored, seen.held.timePassed)
    return seen
  }
  const { activateByKey, ...exchanges } = createExchanges(options, look)
  return {
    ...exchanges,
    ...createReleases(options, look),
    state: async () => stateOf(await lookAndNote(), options),
    check: async need => {
      const { held } = await lookAndNote()
      return checkEntitlement(held.state, held.trust, need)
    },
    activate: async key => activateByKey(parseShortKey(key)),
  }
}

function stateOf({ stored, held, reading }: Look, { instanceKey }: ActivationOptions): ActivationState {
  const { state, license, activation, now, fingerprint, clock: heldClock } = held
  const monotonic = monotonicOf(reading)
  const machine =
    license === null || activation === null
      ? []
      : matchFingerprint(license.claims.policy.match, activation.fingerprint, fingerprint).components
  const uid = fingerprint.uid ?? machineUidOf(fingerprint)
  return {
    state,
    license,
    activation,
    machine,
    machineUid: createMachineUid({ installationId: instanceKey.id, uid }),
    installationId: instanceKey.id,
    clock: clockWarning(reading.system, heldClock, monotonic),
    clockSkewSeconds: clockSkewSeconds(reading.system, heldClock, monotonic),
    now,
    stored,
  }
}
