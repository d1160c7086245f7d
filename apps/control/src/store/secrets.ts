import type { ControlTransaction, Queryable } from './database.ts'

/** The small facts that exist once in a database and are never shown. */
export type SecretName = 'auth' | 'control_id' | 'key_canary' | 'revocations_due'

/** Stores a secret unless there is one. @returns the one that is stored. */
export async function keepSecret(
  tx: ControlTransaction,
  name: SecretName,
  candidate: string,
): Promise<string> {
  const known = await loadSecret(tx, name)
  if (known !== null) return known
  await tx.insertInto('secret').values({ name, value: candidate }).execute()
  return candidate
}

export async function loadSecret(database: Queryable, name: SecretName): Promise<string | null> {
  const row = await database.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

export async function deleteSecret(tx: ControlTransaction, name: SecretName): Promise<void> {
  await tx.deleteFrom('secret').where('name', '=', name).execute()
}
