import type { HubDatabase } from './database.ts'

export type Scope = 'status:read' | 'metrics:read'

/** A sibling's key as stored: its secret only as SHA-256. Times are epoch seconds. */
export interface StoredServiceKey {
  id: string
  name: string
  product: string | null
  scopes: Scope[]
  prefix: string
  hash: string
  createdAt: number
  createdBy: string
  expiresAt: number | null
  lastUsedAt: number | null
  lastUsedFrom: string | null
}

interface Row extends Omit<StoredServiceKey, 'scopes'> {
  scopes: string
}

const columns = `id, name, product, scopes, prefix, hash, created_at AS createdAt, created_by AS createdBy,
  expires_at AS expiresAt, last_used_at AS lastUsedAt, last_used_from AS lastUsedFrom`

/** Every key, newest first. */
export function loadServiceKeys(database: HubDatabase): StoredServiceKey[] {
  return database.raw
    .prepare<[], Row>(`SELECT ${columns} FROM service_key ORDER BY created_at DESC, id`)
    .all()
    .map(toKey)
}

export function loadServiceKey(database: HubDatabase, id: string): StoredServiceKey | null {
  const row = database.raw.prepare<[string], Row>(`SELECT ${columns} FROM service_key WHERE id = ?`).get(id)
  return row ? toKey(row) : null
}

export function insertServiceKey(tx: HubDatabase, key: StoredServiceKey): void {
  tx.raw
    .prepare(
      `INSERT INTO service_key (id, name, product, scopes, prefix, hash, created_at, created_by, expires_at)
       VALUES (@id, @name, @product, @scopes, @prefix, @hash, @createdAt, @createdBy, @expiresAt)`,
    )
    .run({ ...key, scopes: key.scopes.join(' ') })
}

/** Lets a key end at this second. */
export function limitServiceKey(tx: HubDatabase, id: string, expiresAt: number): void {
  tx.raw.prepare('UPDATE service_key SET expires_at = ? WHERE id = ?').run(expiresAt, id)
}

export function deleteServiceKey(tx: HubDatabase, id: string): void {
  tx.raw.prepare('DELETE FROM service_key WHERE id = ?').run(id)
}

export function markServiceKeyUsed(tx: HubDatabase, id: string, at: number, from: string): void {
  tx.raw.prepare('UPDATE service_key SET last_used_at = ?, last_used_from = ? WHERE id = ?').run(at, from, id)
}

const isScope = (text: string): text is Scope => text === 'status:read' || text === 'metrics:read'

function toKey(row: Row): StoredServiceKey {
  return { ...row, scopes: row.scopes.split(' ').filter(isScope) }
}
