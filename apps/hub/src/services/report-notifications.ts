import type { notificationReport } from '@licet/api'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import { ageSecondsMax, attemptsMax } from '../notifications/back-off.ts'
import { faultTexts, parseFaultCode } from '../notifications/describe-fault.ts'
import { loadNotifications, type StoredDelivery } from '../store/notifications.ts'

type Report = z.infer<typeof notificationReport>
type Delivery = Report['notifications'][number]['deliveries'][number]

const shownMax = 20

/** The channels, by host alone, and what was told lately with its outcome on each. */
export function reportNotifications({ config, database, clock, notifier }: HubDeps): Report {
  const { webhook, mail } = config.notify
  const oldest = clock.now() - ageSecondsMax
  return {
    channels: notifier.channels.map(({ name, host }) => ({
      channel: name,
      host,
      signed: name === 'webhook' && webhook?.secret !== null,
      recipients: name === 'mail' ? (mail?.to.length ?? 0) : null,
    })),
    notifications: loadNotifications(database, shownMax).map(({ notification, deliveries }) => {
      const { id, kind, text, values, createdAt } = notification
      const views = deliveries.map(delivery => toView(delivery, createdAt > oldest))
      return { id, at: createdAt, kind, text, values, deliveries: views }
    }),
  }
}

function toView({ channel, attempts, sentAt, lastError }: StoredDelivery, isFresh: boolean): Delivery {
  const isOver = attempts >= attemptsMax || !isFresh
  const outcome = sentAt !== null ? 'sent' : isOver ? 'failed' : 'waiting'
  const code = lastError === null ? null : parseFaultCode(lastError)
  return {
    channel,
    outcome,
    attempts,
    sentAt,
    error: code === null ? null : { code, text: faultTexts[code] },
  }
}
