import type { ControlTransaction, Queryable } from './database.ts'
import type { MachineTable } from './licensing-tables.ts'
import { type MachineState, type StoredMachine, toMachine, toMachineRow } from './stored-machine.ts'

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

export async function insertMachine(tx: ControlTransaction, machine: StoredMachine): Promise<void> {
  await tx.insertInto('machine').values(toMachineRow(machine)).execute()
}

/** Writes a machine back as it stands now. */
export async function saveMachine(tx: ControlTransaction, machine: StoredMachine): Promise<void> {
  const { id, license_id: _, ...row } = toMachineRow(machine)
  await tx.updateTable('machine').set(row).where('id', '=', id).execute()
}

/** What an answer changes of a machine. */
const answered = [
  'hostname',
  'product_version',
  'last_seen_at',
  'lease_ends_at',
  'counter',
  'chain_open',
  'counter_max',
  'restored_at',
  'answer_id',
  'former_answer_id',
  'answer_request',
  'answer_request_ends_at',
  'answer_token',
  'answer_directive',
  'sent_revision',
  'known_revision',
  'sent_keyset',
  'known_keyset',
  'sent_revocations',
  'known_revocations',
] as const satisfies readonly (keyof MachineTable)[]

/** Writes what answers change of machines that are there, in one statement. */
export async function saveAnswers(tx: ControlTransaction, machines: readonly StoredMachine[]): Promise<void> {
  if (machines.length === 0) return
  await tx
    .insertInto('machine')
    .values(machines.map(toMachineRow))
    .onConflict(conflict =>
      conflict
        .column('id')
        .doUpdateSet(written =>
          Object.fromEntries(answered.map(column => [column, written.ref(`excluded.${column}`)])),
        ),
    )
    .execute()
}

/** Flags a machine; all else of it stays. */
export async function flagMachine(tx: ControlTransaction, id: string, now: number): Promise<void> {
  await tx.updateTable('machine').set({ state: 'flagged', flagged_at: now }).where('id', '=', id).execute()
}

/** Ends every activation of a license at once. */
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

/** The license that an installation was heard of last on; null: none. */
export async function findInstallationLicense(
  database: Queryable,
  installationId: string,
): Promise<string | null> {
  const row = await database
    .selectFrom('machine')
    .select('license_id')
    .where('installation_id', '=', installationId)
    .orderBy('last_seen_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.license_id ?? null
}

/** The machine on which another installation took over from this one. */
export async function findSuccessor(
  database: Queryable,
  licenseId: string,
  installationId: string,
): Promise<StoredMachine | null> {
  const row = await database
    .selectFrom('machine')
    .selectAll()
    .where('license_id', '=', licenseId)
    .where('former_installation_id', '=', installationId)
    .where('state', 'in', holding)
    .executeTakeFirst()
  return row === undefined ? null : toMachine(row)
}

/** What is flagged as a copy of a machine. */
export async function findCopy(database: Queryable, machine: string): Promise<StoredMachine | null> {
  const row = await database
    .selectFrom('machine')
    .selectAll()
    .where('copy_of', '=', machine)
    .where('state', '=', 'flagged')
    .executeTakeFirst()
  return row === undefined ? null : toMachine(row)
}
