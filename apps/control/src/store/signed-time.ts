import type { ControlTransaction, Queryable } from './database.ts'

/** The newest time that was signed, epoch seconds. */
export async function loadSignedTime(database: Queryable): Promise<number | null> {
  const row = await database.selectFrom('signed_time').select('at').executeTakeFirst()
  return row?.at ?? null
}

/** Notes the newest time that was signed; an older one changes nothing. @param at - Epoch seconds. */
export async function raiseSignedTime(tx: ControlTransaction, at: number): Promise<void> {
  await tx.updateTable('signed_time').set({ at }).where('at', '<', at).execute()
}

/** Notes the newest time that was signed, in place of whatever stood there. @param at - Epoch seconds. */
export async function setSignedTime(tx: ControlTransaction, at: number): Promise<void> {
  await tx.updateTable('signed_time').set({ at }).execute()
}
