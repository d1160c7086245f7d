import { randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import {
  type AuditRecord,
  type ChainedRecord,
  type ChainVerdict,
  chainGenesis,
  chainHash,
  verifyChain,
} from '../audit-chain.ts'
import type { SqlConnection } from './sql-connection.ts'

/** An entry before it has its place in the chain. `at` is in epoch seconds. */
export type NewAuditEntry = Omit<AuditRecord, 'id' | 'sequence'>

/** An entry as its row. */
export interface AuditRow extends Omit<ChainedRecord, 'detail'> {
  detail: string
}

/** What is read of an entry, on either database. */
export const auditColumns =
  'sequence, id, at, actor, actor_name AS "actorName", action, target, detail, address, previous, hash'

interface ChainEnd {
  sequence: number
  hash: string
}

const headSql = 'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1'
const chainStart: ChainEnd = { sequence: 0, hash: chainGenesis }

/**
 * Appends an entry to the chain. Call it inside the transaction of the deed: when the entry cannot be written, the deed is
 * undone with it.
 *
 * @param raw - Inside an immediate transaction, so that no other process takes the same place.
 * @throws {Error} outside a transaction.
 */
export function appendAuditEntry(raw: Database.Database, entry: NewAuditEntry): ChainedRecord {
  if (!raw.inTransaction) throw new Error('an audit entry belongs into the transaction of its deed')
  const chained = chainEntry(auditHead(raw), entry)
  raw
    .prepare(
      `INSERT INTO audit (sequence, id, at, actor, actor_name, action, target, detail, address, previous, hash)
       VALUES (@sequence, @id, @at, @actor, @actorName, @action, @target, @detail, @address, @previous, @hash)`,
    )
    .run({ ...chained, detail: JSON.stringify(chained.detail) })
  return chained
}

/** Appends an entry inside a transaction that no other writer runs beside, on either database. */
export async function appendAuditIn(connection: SqlConnection, entry: NewAuditEntry): Promise<void> {
  const [last = chainStart] = await connection.query<ChainEnd>(headSql)
  const { sequence, id, at, actor, actorName, action, target, detail, address, previous, hash } = chainEntry(
    last,
    entry,
  )
  await connection.query(
    `INSERT INTO audit (sequence, id, at, actor, actor_name, action, target, detail, address, previous, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    sequence,
    id,
    at,
    actor,
    actorName,
    action,
    target,
    JSON.stringify(detail),
    address,
    previous,
    hash,
  )
}

/** Gives an entry its place after the end of the chain. */
export function chainEntry(last: ChainEnd, entry: NewAuditEntry): ChainedRecord {
  const record: AuditRecord = {
    ...entry,
    // What is hashed is what a reader of the row will see.
    detail: parseAuditDetail(JSON.stringify(entry.detail)),
    id: `aud_${randomBytes(12).toString('hex')}`,
    sequence: last.sequence + 1,
  }
  return { ...record, previous: last.hash, hash: chainHash(last.hash, record) }
}

/** The end of the chain; sequence 0 and the genesis hash before the first entry. */
export function auditHead(raw: Database.Database): ChainEnd {
  return raw.prepare<[], ChainEnd>(headSql).get() ?? chainStart
}

/** Every entry, oldest first, one at a time. */
export function* readAuditChain(raw: Database.Database): Generator<ChainedRecord> {
  const rows = raw.prepare<[], AuditRow>(`SELECT ${auditColumns} FROM audit ORDER BY sequence`)
  for (const row of rows.iterate()) yield toChainedRecord(row)
}

/** Turns a row into an entry. */
export function toChainedRecord(row: AuditRow): ChainedRecord {
  return { ...row, detail: parseAuditDetail(row.detail) }
}

/** Walks the chain of an open database. */
export function verifyAuditLog(raw: Database.Database): ChainVerdict {
  return verifyChain(readAuditChain(raw))
}

/** Reads a stored detail; one that was edited into something else than JSON breaks its entry, not who reads it. */
export function parseAuditDetail(text: string): Record<string, unknown> {
  try {
    const detail: Record<string, unknown> = JSON.parse(text)
    return detail
  } catch {
    return { unreadable: text }
  }
}
