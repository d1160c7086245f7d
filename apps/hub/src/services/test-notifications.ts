import type { notificationTest } from '@licet/api'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { type Channel, DeliveryFailed } from '../notifications/channel.ts'
import { createNotice, type Notice } from '../notifications/notice.ts'
import { appendAudit } from '../store/audit.ts'
import { newNotificationId } from '../store/notifications.ts'

type Outcome = z.infer<typeof notificationTest>['outcomes'][number]

/**
 * Sends a test through every configured channel, once each and at the same time, and says what became of it. Noted in the
 * audit log before anything is sent; not among the notifications, and not tried again.
 */
export async function testNotifications(
  { config, database, clock, installation, notifier }: HubDeps,
  actor: Actor,
): Promise<Outcome[]> {
  const { channels, signal } = notifier
  if (channels.length === 0) return []
  const now = clock.now()
  const id = newNotificationId()
  const detail = { channels: channels.map(({ name }) => name) }
  database.transact(tx => appendAudit(tx, { actor, action: 'notification.test', target: id, detail }, now))
  const notice = createNotice(
    { id, at: now, kind: 'test', text: 'This is a test: notifications of this Hub arrive', values: {} },
    { installationId: installation.id, publicUrl: config.publicUrl },
  )
  return Promise.all(channels.map(channel => send(channel, notice, signal)))
}

async function send(channel: Channel, notice: Notice, signal: AbortSignal): Promise<Outcome> {
  const { name, host } = channel
  try {
    await channel.send(notice, signal)
    return { channel: name, host, sent: true, error: null }
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error
    return { channel: name, host, sent: false, error: { code: error.code, text: error.message } }
  }
}
