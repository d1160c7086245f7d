import type { Fingerprint } from '@licet/license'
import type { Insertable, Selectable } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
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

/** How many machines of one license are compared with a fingerprint, those seen last first. */
const comparedMax = 1000
const holding: readonly MachineState[] = ['active', 'flagged']

/** Tells whether a machine holds an activation: neither ended nor a copy of another. */
export function holdsActivation({ state, copyOf }: Pick<StoredMachine, 'state' | 'copyOf'>): boolean {
  return copyOf === null && holding.includes(state)
}

/** One machine of a license. */
export async function findMachine(
  database: Queryable,
  licenseId: string,
  id: string,
): Promise<StoredMachine | null> {
  const row = await database
    .selectFrom('machine')
    .selectAll()
    .where('id', '=', id)
    .where('license_id', '=', licenseId)
    .executeTakeFirst()
  return row === undefined ? null : toMachine(row)
}

/** The machines of one license, those seen last first. */
export async function loadMachines(database: Queryable, licenseId: string): Promise<StoredMachine[]> {
  const rows = await database
    .selectFrom('machine')
    .selectAll()
    .where('license_id', '=', licenseId)
    .orderBy('last_seen_at', 'desc')
    .limit(comparedMax)
    .execute()
  return rows.map(toMachine)
}

/**
 * The machines that these installations have, or had, on these licenses, also where another has taken over since; those
 * seen last first.
 */
export async function loadInstallationMachines(
  database: Queryable,
  installationIds: readonly string[],
  licenseIds: readonly string[],
): Promise<StoredMachine[]> {
  const rows = await database
    .selectFrom('machine')
    .selectAll()
    .where('installation_id', 'in', installationIds)
    .where('license_id', 'in', licenseIds)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map(toMachine)
}

/** How many machines hold an activation of a license. */
export async function countHolding(database: Queryable, licenseId: string): Promise<number> {
  const row = await database
    .selectFrom('machine')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('license_id', '=', licenseId)
    .where('state', 'in', holding)
    .where('copy_of', 'is', null)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function insertMachine(tx: ControlTransaction, machine: StoredMachine): Promise<void> {
  await tx.insertInto('machine').values(toRow(machine)).execute()
}

/** Writes a machine back as it stands now. */
export async function saveMachine(tx: ControlTransaction, machine: StoredMachine): Promise<void> {
  const { id, license_id: _, ...row } = toRow(machine)
  await tx.updateTable('machine').set(row).where('id', '=', id).execute()
}

/** Ends every activation of a license at once. @returns how many. */
export async function endMachines(
  tx: ControlTransaction,
  licenseId: string,
  state: MachineState,
  now: number,
): Promise<void> {
  await tx
    .updateTable('machine')
    .set({ state, ended_at: now })
    .where('license_id', '=', licenseId)
    .where('state', 'in', holding)
    .execute()
}

/** Ends whatever was flagged as a copy of a machine. */
export async function endCopies(tx: ControlTransaction, machine: string, now: number): Promise<void> {
  await tx
    .updateTable('machine')
    .set({ state: 'released', ended_at: now })
    .where('copy_of', '=', machine)
    .where('state', '=', 'flagged')
    .execute()
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

function toRow(machine: StoredMachine): Insertable<MachineTable> {
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
