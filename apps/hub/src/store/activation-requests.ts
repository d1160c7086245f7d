import { type MonotonicReading, passedSeconds, requestSecondsMax } from '@licet/license'
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
  /** By the system clock of then, like `expiresAt`. */
  madeAt: number
  expiresAt: number
  /** Where the machine's uptime stood. */
  made: MonotonicReading | null
}

/** A request that still waits. */
export interface OpenRequest extends StoredRequest {
  /** For so long, by a clock that nobody sets; null: unknown, as the machine was started since. */
  waitedSeconds: number | null
}

interface Row extends Omit<StoredRequest, 'token' | 'made'> {
  token: Buffer
  uptimeSeconds: number | null
  bootId: string | null
}

const columns = `id, way, license, counter, token, made_at AS madeAt, expires_at AS expiresAt,
  uptime_seconds AS uptimeSeconds, boot_id AS bootId`

/** How many requests may wait for an answer; beyond it the oldest are given up. */
const openMax = 20
/** How many answered or expired ones are kept. */
const closedKept = 50

/**
 * The requests that still wait for an answer, newest first. One that is carried by hand is given up after 14 days of uptime;
 * one that this Hub sends itself is asked again until it is answered, as its answer may have got lost.
 */
export function loadOpenRequests(database: HubDatabase, now: MonotonicReading): OpenRequest[] {
  return database.raw
    .prepare<[], Row>(
      `SELECT ${columns} FROM activation_request WHERE answered_at IS NULL ORDER BY rowid DESC`,
    )
    .all()
    .map(row => {
      const request = toStored(row)
      return { ...request, waitedSeconds: passedSeconds(request.made, now) }
    })
    .filter(({ way, waitedSeconds }) => way === 'online' || (waitedSeconds ?? 0) < requestSecondsMax)
}

/** Keeps a request until its answer comes. */
export function saveRequest(tx: HubDatabase, request: StoredRequest): void {
  tx.raw
    .prepare(
      `INSERT INTO activation_request
         (id, way, license, counter, token, made_at, expires_at, uptime_seconds, boot_id)
       VALUES (@id, @way, @license, @counter, @token, @madeAt, @expiresAt, @uptimeSeconds, @bootId)`,
    )
    .run({
      ...request,
      token: Buffer.from(request.token),
      uptimeSeconds: request.made?.uptimeSeconds ?? null,
      bootId: request.made?.bootId ?? null,
    })
  tx.raw
    .prepare(
      `DELETE FROM activation_request WHERE answered_at IS NULL AND id NOT IN (
         SELECT id FROM activation_request WHERE answered_at IS NULL ORDER BY rowid DESC LIMIT ?)`,
    )
    .run(openMax)
}

/** Notes that a request was answered: no second answer to it is taken. */
export function closeRequest(tx: HubDatabase, id: string, now: number): void {
  tx.raw.prepare('UPDATE activation_request SET answered_at = ? WHERE id = ?').run(now, id)
  tx.raw
    .prepare(
      `DELETE FROM activation_request WHERE answered_at IS NOT NULL AND id NOT IN (
         SELECT id FROM activation_request WHERE answered_at IS NOT NULL ORDER BY rowid DESC LIMIT ?)`,
    )
    .run(closedKept)
}

/** Forgets a request that was never sent, or whose answer can no longer come. */
export function dropRequest(tx: HubDatabase, id: string): void {
  tx.raw.prepare('DELETE FROM activation_request WHERE id = ? AND answered_at IS NULL').run(id)
}

function toStored(row: Row): StoredRequest {
  const { uptimeSeconds, bootId, ...request } = row
  const made = uptimeSeconds === null ? null : { uptimeSeconds, bootId }
  return { ...request, token: Buffer.from(row.token).toString('utf8'), made }
}
