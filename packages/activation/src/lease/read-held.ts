import {
  type ActivationClaims,
  type ClockFloor,
  type ClockReading,
  clockFrom,
  effectiveTime,
  evaluate,
  type Fingerprint,
  inspectToken,
  joinKeysets,
  knownTime,
  LicenseError,
  type LicenseErrorCode,
  type LicenseState,
  type RevocationList,
  raiseFloor,
  type Trust,
  type VerifiedLicense,
  verifyActivation,
  verifyLicense,
  verifyRevocations,
} from '@licet/license'
import { monotonicOf } from '../clock/machine-clock.ts'
import type { StoredActivation } from '../store/stored-activation.ts'
import type { Chain } from './take-answer.ts'

/** What is stored, verified anew. */
export interface Held {
  /** With the keysets that are stored. */
  trust: Trust
  /** Effective time, epoch seconds. */
  now: number
  /** What is known about time, with the present reading. */
  clock: ClockFloor
  fingerprint: Fingerprint
  license: VerifiedLicense | null
  activation: ActivationClaims | null
  revocations: RevocationList | null
  state: LicenseState
  /** Time has passed something since it was last noted. */
  timePassed: boolean
  /** The chain of the stored license. */
  chain: Chain
}

/** What stored bytes are read with. */
export interface HeldOptions {
  /** As it came with the product. */
  trust: Trust
  installationId: string
  fingerprint: Fingerprint
  reading: ClockReading
}

/**
 * Verifies everything that is stored and says what it amounts to. Nothing stored is believed: an edited license is
 * unreadable, an edited activation is none.
 */
export async function readHeld(stored: StoredActivation, options: HeldOptions): Promise<Held> {
  const { installationId, fingerprint } = options
  const { reading } = options
  const clock = raiseFloor(clockFrom(options.trust, stored.clock), reading)
  const now = effectiveTime(reading.system, clock, monotonicOf(reading))
  const trust = await joinKeysets(options.trust, stored.keysets, now)
  const rules = { now, installationId }
  const license = await verified(stored.license, token => verifyLicense(token, trust, rules))
  const activation = await verified(stored.activation, token => verifyActivation(token, trust, rules))
  const list = await verified(stored.revocations, token =>
    verifyRevocations(token, trust, { now, sequence: null }),
  )
  const facts = {
    licenses: license.value === null ? [] : [license.value],
    unreadable: trust.keys.size === 0 ? ('TRUST_MISSING' as const) : license.code,
    revocations: list.value,
    activation: activation.value,
    fingerprint,
    installationId,
    seatsUsed: null,
  }
  const state = evaluate(facts, now)
  return {
    trust,
    now,
    clock,
    fingerprint,
    license: license.value,
    activation: activation.value,
    revocations: list.value,
    state,
    timePassed: evaluate(facts, knownTime(clockFrom(options.trust, stored.clock))).kind !== state.kind,
    chain: {
      counter: stored.counter,
      ...linkOf(stored.activation),
      tombstone: stored.tombstone,
    },
  }
}

interface Verified<Value> {
  value: Value | null
  code: LicenseErrorCode | null
}

async function verified<Value>(
  token: string | null,
  verify: (token: string) => Promise<Value>,
): Promise<Verified<Value>> {
  if (token === null) return { value: null, code: null }
  try {
    return { value: await verify(token), code: null }
  } catch (error) {
    if (error instanceof LicenseError) return { value: null, code: error.code }
    throw error
  }
}

/** Where the chain stands, even if the key that signed the last answer is no longer trusted. */
function linkOf(activation: string | null): Pick<Chain, 'previous' | 'issuedAt'> {
  try {
    const { jti, iat } = inspectToken(activation ?? '').claims
    if (typeof jti === 'string' && typeof iat === 'number') return { previous: jti, issuedAt: iat }
  } catch {
    // Nothing legible: a new chain.
  }
  return { previous: '', issuedAt: 0 }
}
