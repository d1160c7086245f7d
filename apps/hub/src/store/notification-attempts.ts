import type { ChannelName } from '../notifications/channel.ts'
import type { Milestone } from '../notifications/milestones.ts'
import type { HubDatabase } from './database.ts'
import type { StoredNotification } from './notifications.ts'

/** When an attempt may be made, all in epoch seconds. */
export interface DueRule {
  /** The machine's time. */
  at: number
  /** A time this far off was set by a clock that has been put right since: it counts as come. */
  notAfter: number
  /** Older notifications are not sent any more. */
  createdAfter: number
  attemptsMax: number
}

/** The oldest notification that is due on a channel, and the attempts made so far. */
export function loadDue(
  database: HubDatabase,
  channel: ChannelName,
  rule: DueRule,
): { notification: StoredNotification; attempts: number } | null {
  const row = database.raw
    .prepare<
      [ChannelName, number, number, number, number],
      Omit<StoredNotification, 'values'> & { details: string; attempts: number }
    >(
      `SELECT notification.id, license, milestone, kind, text, details, created_at AS createdAt, attempts
       FROM notification_delivery JOIN notification ON notification.id = notification_id
       WHERE channel = ? AND sent_at IS NULL AND (next_at <= ? OR next_at > ?) AND created_at > ? AND attempts < ?
       ORDER BY position LIMIT 1`,
    )
    .get(channel, rule.at, rule.notAfter, rule.createdAfter, rule.attemptsMax)
  if (row === undefined) return null
  const { details, attempts, ...rest } = row
  return { notification: { ...rest, values: JSON.parse(details) as Milestone['values'] }, attempts }
}

/** Counts an attempt before it is made; nobody else makes one until `until`. */
export function beginAttempt(tx: HubDatabase, id: string, channel: ChannelName, until: number): void {
  tx.raw
    .prepare(
      `UPDATE notification_delivery SET attempts = attempts + 1, next_at = ?
       WHERE notification_id = ? AND channel = ?`,
    )
    .run(until, id, channel)
}

/** Notes what an attempt came to: sent at a moment, or an error and when to try again. */
export function endAttempt(
  tx: HubDatabase,
  id: string,
  channel: ChannelName,
  outcome: { sentAt: number } | { error: string; nextAt: number },
): void {
  const [sentAt, error, nextAt] =
    'sentAt' in outcome ? [outcome.sentAt, null, outcome.sentAt] : [null, outcome.error, outcome.nextAt]
  tx.raw
    .prepare(
      `UPDATE notification_delivery SET sent_at = ?, last_error = ?, next_at = ?
       WHERE notification_id = ? AND channel = ? AND sent_at IS NULL`,
    )
    .run(sentAt, error, nextAt, id, channel)
}
