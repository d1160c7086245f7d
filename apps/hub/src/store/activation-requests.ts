import type { HubDatabase } from './database.ts'

/** A request for activation that was made here. */
export interface StoredRequest {
  id: string
  /** Sent by this Hub, or carried to the vendor by hand. */
  way: 'online' | 'manual'
  /** The license it asks for; null where only a short key was known. */
  license: string | null
  /** Signed answers taken before it. */
  counter: number
  token: string
  madeAt: number
  expiresAt: number
}

interface Row extends Omit<StoredRequest, 'token'> {
  token: Buffer
}

const columns = 'id, way, license, counter, token, made_at AS madeAt, expires_at AS expiresAt'

/** How many requests may wait for an answer; beyond it the oldest are given up. */
const openMax = 20
/** How many answered or expired ones are kept. */
const closedKept = 50

/** The requests that still wait for an answer, newest first. @param now - Epoch seconds. */
export function loadOpenRequests(database: HubDatabase, now: number): StoredRequest[] {
  return database.raw
    .prepare<[number], Row>(
      `SELECT ${columns} FROM activation_request WHERE answered_at IS NULL AND expires_at > ?
       ORDER BY made_at DESC, rowid DESC`,
    )
    .all(now)
    .map(toStored)
}

/** Keeps a request until its answer comes. */
export function saveRequest(tx: HubDatabase, request: StoredRequest): void {
  tx.raw
    .prepare(
      `INSERT INTO activation_request (id, way, license, counter, token, made_at, expires_at)
       VALUES (@id, @way, @license, @counter, @token, @madeAt, @expiresAt)`,
    )
    .run({ ...request, token: Buffer.from(request.token) })
  tx.raw
    .prepare(
      `DELETE FROM activation_request WHERE answered_at IS NULL AND id NOT IN (
         SELECT id FROM activation_request WHERE answered_at IS NULL ORDER BY made_at DESC, rowid DESC LIMIT ?)`,
    )
    .run(openMax)
}

/** Notes that a request was answered: no second answer to it is taken. */
export function closeRequest(tx: HubDatabase, id: string, now: number): void {
  tx.raw.prepare('UPDATE activation_request SET answered_at = ? WHERE id = ?').run(now, id)
  tx.raw
    .prepare(
      `DELETE FROM activation_request WHERE answered_at IS NOT NULL AND id NOT IN (
         SELECT id FROM activation_request WHERE answered_at IS NOT NULL ORDER BY answered_at DESC LIMIT ?)`,
    )
    .run(closedKept)
}

/** Forgets a request that was never sent, or whose answer can no longer come. */
export function dropRequest(tx: HubDatabase, id: string): void {
  tx.raw.prepare('DELETE FROM activation_request WHERE id = ? AND answered_at IS NULL').run(id)
}

function toStored(row: Row): StoredRequest {
  return { ...row, token: Buffer.from(row.token).toString('utf8') }
}
