import { type ChainedRecord, chainEntry, chainGenesis, parseAuditDetail } from '@licet/server'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Actor } from '../deps.ts'
import type { ControlTransaction, Queryable } from './database.ts'
import { holdsText } from './holds-text.ts'
import type { ControlSchema } from './schema.ts'

/** What was done, and to what; `detail` never holds a token, key or password. */
export interface AuditEntry {
  actor: Actor
  /** The permission it was done by, with what was done as `verb` in the detail; else a noun and a verb: `session.create`. */
  action: string
  /** Id of what it was done to; empty when it is the control plane itself. */
  target: string
  detail?: Record<string, unknown>
  /** Epoch seconds. */
  at: number
}

/** Which entries are wanted; texts match as parts, times are epoch seconds, both inclusive. */
export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  target?: string | undefined
  q?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** Appends an entry to the audit chain, in the transaction of the deed: both are written or neither. */
export async function appendAudit(tx: ControlTransaction, entry: AuditEntry): Promise<void> {
  const { actor, action, target, detail = {}, at } = entry
  const { id, name, address } = actor
  const record = chainEntry(await loadAuditHead(tx), {
    at,
    actor: id,
    actorName: name,
    action,
    target,
    detail,
    address,
  })
  const { actorName, ...row } = record
  await tx
    .insertInto('audit')
    .values({ ...row, actor_name: actorName, detail: JSON.stringify(record.detail) })
    .execute()
}

/** The end of the chain; sequence 0 and the genesis hash before the first entry. */
export async function loadAuditHead(database: Queryable): Promise<{ sequence: number; hash: string }> {
  const row = await database
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { sequence: 0, hash: chainGenesis }
}

/** One page of entries, newest first. @param before - Sequence that the page ends before; null for the newest. */
export async function loadAuditPage(
  database: Queryable,
  filter: AuditFilter,
  { limit, before }: { limit: number; before: number | null },
): Promise<{ entries: ChainedRecord[]; total: number }> {
  const wanted = database.selectFrom('audit').where(eb => eb.and(conditions(eb, filter)))
  const { total } = await wanted.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .where('sequence', '<', before ?? Number.MAX_SAFE_INTEGER)
    .select(columns)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute()
  return { entries: rows.map(toRecord), total }
}

/** The next entries of the chain, oldest first. */
export async function loadAuditAfter(
  database: Queryable,
  sequence: number,
  limit: number,
): Promise<ChainedRecord[]> {
  const rows = await database
    .selectFrom('audit')
    .select(columns)
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

const columns = [
  'sequence',
  'id',
  'at',
  'actor',
  'actor_name as actorName',
  'action',
  'target',
  'detail',
  'address',
  'previous',
  'hash',
] as const

type Row = Omit<ChainedRecord, 'detail'> & { detail: string }

function toRecord(row: Row): ChainedRecord {
  return { ...row, detail: parseAuditDetail(row.detail) }
}

type TextColumn = 'actor' | 'actor_name' | 'action' | 'target' | 'detail'

function conditions(
  eb: ExpressionBuilder<ControlSchema, 'audit'>,
  { actor, action, target, q, from, to }: AuditFilter,
): Expression<SqlBool>[] {
  const anyHolds = (names: readonly TextColumn[], text: string) =>
    eb.or(names.map(name => holdsText(eb.ref(name), text)))
  return [
    ...(actor ? [anyHolds(['actor', 'actor_name'], actor)] : []),
    ...(action ? [anyHolds(['action'], action)] : []),
    ...(target ? [eb('target', '=', target)] : []),
    ...(q ? [anyHolds(['actor', 'actor_name', 'action', 'target', 'detail'], q)] : []),
    ...(from === undefined ? [] : [eb('at', '>=', from)]),
    ...(to === undefined ? [] : [eb('at', '<=', to)]),
  ]
}
