import { randomBytes } from 'node:crypto'
import type { ChannelName } from '../notifications/channel.ts'
import type { Milestone } from '../notifications/milestones.ts'
import type { HubDatabase } from './database.ts'

/** A milestone as it was noted. */
export interface StoredNotification extends Milestone {
  id: string
  createdAt: number
}

/** How far one channel has come with a notification. */
export interface StoredDelivery {
  channel: ChannelName
  attempts: number
  nextAt: number
  sentAt: number | null
  lastError: string | null
}

interface Row extends Omit<StoredNotification, 'values'> {
  details: string
}

const columns = `notification.id, license, milestone, kind, text, details, created_at AS createdAt`

/** A fresh id of a notification. */
export function newNotificationId(): string {
  return `ntf_${randomBytes(12).toString('hex')}`
}

/**
 * True when the milestone of this license was noted before. One that was noted at a time which has not come yet was told by a
 * clock that was ahead: it is told again when it holds.
 */
export function isNoted(database: HubDatabase, { license, milestone }: Milestone, now: number): boolean {
  const sql = 'SELECT 1 FROM notification WHERE license = ? AND milestone = ? AND created_at <= ?'
  return (
    database.raw.prepare<[string, string, number], number>(sql).pluck().get(license, milestone, now) !==
    undefined
  )
}

/**
 * Notes a milestone, due at once on each of the channels. Does nothing when it was noted before; what a clock that was ahead has noted is replaced.
 *
 * @param now - Epoch seconds.
 * @param due - The machine's time; attempts are counted in it.
 */
export function insertNotification(
  tx: HubDatabase,
  note: Milestone,
  channels: readonly ChannelName[],
  { now, due }: { now: number; due: number },
): void {
  const id = newNotificationId()
  tx.raw
    .prepare('DELETE FROM notification WHERE license = ? AND milestone = ? AND created_at > ?')
    .run(note.license, note.milestone, now)
  const { changes } = tx.raw
    .prepare(
      `INSERT INTO notification (id, license, milestone, kind, text, details, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (license, milestone) DO NOTHING`,
    )
    .run(id, note.license, note.milestone, note.kind, note.text, JSON.stringify(note.values), now)
  if (changes === 0) return
  const insert = tx.raw.prepare(
    'INSERT INTO notification_delivery (notification_id, channel, next_at) VALUES (?, ?, ?)',
  )
  for (const channel of channels) insert.run(id, channel, due)
}

/** The newest notifications, newest first. */
export function loadNotifications(
  database: HubDatabase,
  limit: number,
): { notification: StoredNotification; deliveries: StoredDelivery[] }[] {
  const rows = database.raw
    .prepare<[number], Row>(`SELECT ${columns} FROM notification ORDER BY position DESC LIMIT ?`)
    .all(limit)
  const deliveries = database.raw.prepare<[string], StoredDelivery>(
    `SELECT channel, attempts, next_at AS nextAt, sent_at AS sentAt, last_error AS lastError
     FROM notification_delivery WHERE notification_id = ? ORDER BY channel`,
  )
  return rows.map(row => ({ notification: toStored(row), deliveries: deliveries.all(row.id) }))
}

/** The license that was in force when milestones were last looked for; empty: none; null: never looked. */
export function loadSeenLicense(database: HubDatabase): string | null {
  return database.raw.prepare<[], string>('SELECT license FROM notification_seen').pluck().get() ?? null
}

export function saveSeenLicense(tx: HubDatabase, license: string): void {
  tx.raw.prepare('REPLACE INTO notification_seen (one, license) VALUES (1, ?)').run(license)
}

function toStored({ details, ...row }: Row): StoredNotification {
  return { ...row, values: JSON.parse(details) as Milestone['values'] }
}
