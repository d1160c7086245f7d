import type { Insertable, Selectable } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
import type { PolicyTable } from './fleet-tables.ts'

/** A policy of the vendor's own as it is stored; presets are not stored. */
export type PolicyRow = Selectable<PolicyTable>

/** Every stored policy by name. */
export function loadPolicies(database: Queryable): Promise<PolicyRow[]> {
  return database.selectFrom('policy').selectAll().orderBy('name').execute()
}

/** A policy by id (`pol_…`). */
export function findPolicy(database: Queryable, id: string): Promise<PolicyRow | undefined> {
  return database.selectFrom('policy').selectAll().where('id', '=', id).executeTakeFirst()
}

/** A policy by name. */
export function findPolicyByName(database: Queryable, name: string): Promise<PolicyRow | undefined> {
  return database.selectFrom('policy').selectAll().where('name', '=', name).executeTakeFirst()
}

/** Stores a new policy. */
export async function insertPolicy(tx: ControlTransaction, row: Insertable<PolicyTable>): Promise<void> {
  await tx.insertInto('policy').values(row).execute()
}
