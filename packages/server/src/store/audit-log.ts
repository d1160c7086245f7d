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

/** An entry before it has its place in the chain. `at` is in epoch seconds. */
export type NewAuditEntry = Omit<AuditRecord, 'id' | 'sequence'>

interface Row extends Omit<ChainedRecord, 'detail'> {
  detail: string
}

const columns =
  'sequence, id, at, actor, actor_name AS actorName, action, target, detail, address, previous, hash'

/**
 * Appends an entry to the chain. Call it inside the transaction of the deed: when the entry cannot be written, the deed is
 * undone with it.
 *
 * @param raw - Inside an immediate transaction, so that no other process takes the same place.
 * @throws {Error} outside a transaction.
 */
export function appendAuditEntry(raw: Database.Database, entry: NewAuditEntry): ChainedRecord {
  if (!raw.inTransaction) throw new Error('an audit entry belongs into the transaction of its deed')
  const last = auditHead(raw)
  const record: AuditRecord = {
    ...entry,
    // What is hashed is what a reader of the row will see.
    detail: parseAuditDetail(JSON.stringify(entry.detail)),
    id: `aud_${randomBytes(12).toString('hex')}`,
    sequence: last.sequence + 1,
  }
  const chained = { ...record, previous: last.hash, hash: chainHash(last.hash, record) }
  raw
    .prepare(
      `INSERT INTO audit (sequence, id, at, actor, actor_name, action, target, detail, address, previous, hash)
       VALUES (@sequence, @id, @at, @actor, @actorName, @action, @target, @detail, @address, @previous, @hash)`,
    )
    .run({ ...chained, detail: JSON.stringify(chained.detail) })
  return chained
}

/** The end of the chain; sequence 0 and the genesis hash before the first entry. */
export function auditHead(raw: Database.Database): { sequence: number; hash: string } {
  const sql = 'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1'
  return raw.prepare<[], { sequence: number; hash: string }>(sql).get() ?? { sequence: 0, hash: chainGenesis }
}

/** Every entry, oldest first, one at a time. */
export function* readAuditChain(raw: Database.Database): Generator<ChainedRecord> {
  for (const row of raw.prepare<[], Row>(`SELECT ${columns} FROM audit ORDER BY sequence`).iterate()) {
    yield { ...row, detail: parseAuditDetail(row.detail) }
  }
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
