import type { HubDeps } from '../deps.ts'
import {
  ageSecondsMax,
  attemptsMax,
  backOffSeconds,
  leaseSeconds,
  waitSecondsMax,
} from '../notifications/back-off.ts'
import { type Channel, DeliveryFailed } from '../notifications/channel.ts'
import type { FaultCode } from '../notifications/describe-fault.ts'
import { createNotice } from '../notifications/notice.ts'
import { beginAttempt, type DueRule, endAttempt, loadDue } from '../store/notification-attempts.ts'

type Deps = Pick<HubDeps, 'config' | 'database' | 'clock' | 'installation' | 'log'>

/**
 * Sends what is due on one channel, oldest first, until nothing is or an attempt fails. Each attempt is claimed in the
 * database before it is made, so of several processes one makes it. A failed one is tried again later, see `backOffSeconds`.
 *
 * @param signal - Ends the attempt that is being made; then nothing is noted, and a later start makes it anew.
 */
export async function deliverNotifications(deps: Deps, channel: Channel, signal: AbortSignal): Promise<void> {
  let goesOn = true
  while (goesOn && !signal.aborted) goesOn = await attempt(deps, channel, signal)
}

async function attempt(deps: Deps, channel: Channel, signal: AbortSignal): Promise<boolean> {
  const { config, database, clock, installation, log } = deps
  const claimed = claim(deps, channel)
  if (claimed === null) return false
  const { notification, attempts } = claimed
  const error = await fault(log, () =>
    channel.send(
      createNotice(
        { ...notification, at: notification.createdAt },
        { installationId: installation.id, publicUrl: config.publicUrl },
      ),
      signal,
    ),
  )
  if (signal.aborted) return false
  const now = clock.system()
  const outcome =
    error === null ? { sentAt: now } : { error, nextAt: now + backOffSeconds(attempts, Math.random()) }
  database.transact(tx => endAttempt(tx, notification.id, channel.name, outcome))
  const facts = { id: notification.id, kind: notification.kind, channel: channel.name, attempts }
  if (error === null) log.info(facts, 'a notification was sent')
  else log.warn({ ...facts, fault: error }, 'a notification was not sent')
  return error === null
}

function claim({ database, clock }: Deps, { name }: Channel): ReturnType<typeof loadDue> {
  const at = clock.system()
  const rule: DueRule = {
    at,
    notAfter: at + waitSecondsMax + leaseSeconds,
    createdAfter: clock.now() - ageSecondsMax,
    attemptsMax,
  }
  // Looked at first without a lock: mostly there is nothing.
  if (loadDue(database, name, rule) === null) return null
  return database.transact(tx => {
    const due = loadDue(tx, name, rule)
    if (due === null) return null
    beginAttempt(tx, due.notification.id, name, at + leaseSeconds)
    return { ...due, attempts: due.attempts + 1 }
  })
}

async function fault(log: Deps['log'], send: () => Promise<void>): Promise<FaultCode | null> {
  try {
    await send()
    return null
  } catch (error) {
    if (error instanceof DeliveryFailed) return error.code
    log.error({ err: error }, 'a channel of notifications failed in itself')
    return 'connection'
  }
}
