import type { Fingerprint } from '@licet/license'
import type { Insertable, Selectable } from 'kysely'
import type { MachineTable } from './licensing-tables.ts'

/** `active` and `flagged` hold an activation; the others held one. */
export type MachineState = 'active' | 'flagged' | 'released' | 'rebound' | 'revoked'

/** What a machine was told about its license. */
export type Directive = 'none' | 'suspend' | 'lock' | 'revoke'

/** One machine of a license as it is stored; columns explained at `MachineTable`. Times in epoch seconds. */
export interface StoredMachine {
  id: string
  licenseId: string
  machineId: string
  installationId: string | null
  formerInstallationId: string | null
  fingerprint: Fingerprint
  hostname: string | null
  productVersion: string | null
  state: MachineState
  copyOf: string | null
  firstAt: number
  lastSeenAt: number
  leaseEndsAt: number | null
  flaggedAt: number | null
  endedAt: number | null
  refusedAt: number | null
  counter: number
  chainOpen: boolean
  counterMax: number
  restoredAt: number | null
  takenOverAt: number | null
  answerId: string | null
  formerAnswerId: string | null
  answerRequest: string | null
  answerRequestEndsAt: number | null
  answerToken: string | null
  answerDirective: Directive
  sentRevision: number
  knownRevision: number
  sentKeyset: number
  knownKeyset: number
  sentRevocations: number
  knownRevocations: number
}

/** Turns columns into a machine. */
export function toMachine(row: Selectable<MachineTable>): StoredMachine {
  return {
    id: row.id,
    licenseId: row.license_id,
    machineId: row.machine_id,
    installationId: row.installation_id,
    formerInstallationId: row.former_installation_id,
    fingerprint: JSON.parse(row.fingerprint) as Fingerprint,
    hostname: row.hostname,
    productVersion: row.product_version,
    state: row.state as MachineState,
    copyOf: row.copy_of,
    firstAt: row.first_at,
    lastSeenAt: row.last_seen_at,
    leaseEndsAt: row.lease_ends_at,
    flaggedAt: row.flagged_at,
    endedAt: row.ended_at,
    refusedAt: row.refused_at,
    counter: row.counter,
    chainOpen: row.chain_open === 1,
    counterMax: row.counter_max,
    restoredAt: row.restored_at,
    takenOverAt: row.taken_over_at,
    answerId: row.answer_id,
    formerAnswerId: row.former_answer_id,
    answerRequest: row.answer_request,
    answerRequestEndsAt: row.answer_request_ends_at,
    answerToken: row.answer_token,
    answerDirective: row.answer_directive as Directive,
    sentRevision: row.sent_revision,
    knownRevision: row.known_revision,
    sentKeyset: row.sent_keyset,
    knownKeyset: row.known_keyset,
    sentRevocations: row.sent_revocations,
    knownRevocations: row.known_revocations,
  }
}

/** Turns a machine into columns. */
export function toMachineRow(machine: StoredMachine): Insertable<MachineTable> {
  return {
    id: machine.id,
    license_id: machine.licenseId,
    machine_id: machine.machineId,
    installation_id: machine.installationId,
    former_installation_id: machine.formerInstallationId,
    fingerprint: JSON.stringify(machine.fingerprint),
    hostname: machine.hostname,
    product_version: machine.productVersion,
    state: machine.state,
    copy_of: machine.copyOf,
    first_at: machine.firstAt,
    last_seen_at: machine.lastSeenAt,
    lease_ends_at: machine.leaseEndsAt,
    flagged_at: machine.flaggedAt,
    ended_at: machine.endedAt,
    refused_at: machine.refusedAt,
    counter: machine.counter,
    chain_open: machine.chainOpen ? 1 : 0,
    counter_max: machine.counterMax,
    restored_at: machine.restoredAt,
    taken_over_at: machine.takenOverAt,
    answer_id: machine.answerId,
    former_answer_id: machine.formerAnswerId,
    answer_request: machine.answerRequest,
    answer_request_ends_at: machine.answerRequestEndsAt,
    answer_token: machine.answerToken,
    answer_directive: machine.answerDirective,
    sent_revision: machine.sentRevision,
    known_revision: machine.knownRevision,
    sent_keyset: machine.sentKeyset,
    known_keyset: machine.knownKeyset,
    sent_revocations: machine.sentRevocations,
    known_revocations: machine.knownRevocations,
  }
}
