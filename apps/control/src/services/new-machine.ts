import { type Fingerprint, machineIdOf } from '@licet/license'
import { createId } from '../store/create-id.ts'
import type { StoredMachine } from '../store/stored-machine.ts'

/** What is known of a machine before it is answered. */
export interface NamedMachine {
  fingerprint: Fingerprint
  /** Null: named by its fingerprint alone. */
  installationId: string | null
  hostname: string | null
  productVersion: string | null
}

/** A machine that has not been answered yet. */
export function newMachine(licenseId: string, named: NamedMachine, now: number): StoredMachine {
  return {
    id: createId('mac'),
    licenseId,
    machineId: machineIdOf(named.fingerprint),
    installationId: named.installationId,
    formerInstallationId: null,
    fingerprint: named.fingerprint,
    hostname: named.hostname,
    productVersion: named.productVersion,
    state: 'active',
    copyOf: null,
    firstAt: now,
    lastSeenAt: now,
    leaseEndsAt: null,
    flaggedAt: null,
    endedAt: null,
    refusedAt: null,
    counter: 0,
    chainOpen: false,
    counterMax: 0,
    restoredAt: null,
    takenOverAt: null,
    answerId: null,
    formerAnswerId: null,
    answerRequest: null,
    answerRequestEndsAt: null,
    answerToken: null,
    answerDirective: 'none',
    sentRevision: 0,
    knownRevision: 0,
    sentKeyset: 0,
    knownKeyset: 0,
    sentRevocations: 0,
    knownRevocations: 0,
  }
}
