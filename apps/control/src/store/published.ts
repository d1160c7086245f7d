import type { Published } from '../licensing/directives-for.ts'
import type { Queryable } from './database.ts'

/** Reads what is published for everybody, the present keyset and revocation list, and the newest time that was signed. */
export type PublishedReader = (database: Queryable) => Promise<{ published: Published; signedAt: number }>

/**
 * Creates a reader that asks for the sequences alone, and for a text once.
 *
 * Sequences only ever rise and a text never changes under its sequence, so what is remembered is never stale.
 */
export function createPublishedReader(): PublishedReader {
  let known: Published = { keyset: null, revocations: null }
  return async database => {
    const { keyset, revocations, signed } = await database
      .selectNoFrom(eb => [
        eb
          .selectFrom('keyset')
          .select(({ fn }) => fn.max('sequence').as('sequence'))
          .as('keyset'),
        eb
          .selectFrom('revocation_list')
          .select(({ fn }) => fn.max('sequence').as('sequence'))
          .as('revocations'),
        eb.selectFrom('signed_time').select('at').as('signed'),
      ])
      .executeTakeFirstOrThrow()
    if ((known.keyset?.sequence ?? null) !== keyset)
      known = { ...known, keyset: await newest(database, 'keyset') }
    if ((known.revocations?.sequence ?? null) !== revocations)
      known = { ...known, revocations: await newest(database, 'revocation_list') }
    return { published: known, signedAt: signed ?? 0 }
  }
}

async function newest(
  database: Queryable,
  table: 'keyset' | 'revocation_list',
): Promise<{ sequence: number; text: string } | null> {
  const row = await database
    .selectFrom(table)
    .select(['sequence', 'text'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
