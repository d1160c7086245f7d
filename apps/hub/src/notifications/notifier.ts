import { Cron } from 'croner'
import type { HubDeps } from '../deps.ts'
import { deliverNotifications } from '../services/deliver-notifications.ts'
import { noteMilestones } from '../services/note-milestones.ts'
import type { Channel } from './channel.ts'
import { createMailChannel } from './mail-channel.ts'
import type { NotifyConfig } from './notify-config.ts'
import { createWebhookChannel } from './webhook-channel.ts'

/** Tells the operator what becomes of the license, beside everything else that the Hub does. */
export interface Notifier {
  /** The channels that are configured. */
  channels: readonly Channel[]
  /** Aborted when the Hub stops. */
  signal: AbortSignal
  /** Notes what is new and sends what is due; what goes wrong is logged, never thrown. */
  turn(): Promise<void>
  /** Takes a turn soon after every commit that any process makes, and every hour, until `close`. */
  follow(): void
  close(): void
}

type Deps = Pick<HubDeps, 'config' | 'database' | 'clock' | 'installation' | 'licensing' | 'log'>

const lookMilliseconds = 2000

/** Opens the notifier. With no channel configured it does nothing, ever: no timer, no row, no socket. */
export function openNotifier(deps: Deps): Notifier {
  const { database, log } = deps
  const channels = createChannels(deps.config.notify, () => deps.clock.system())
  const stop = new AbortController()
  const { signal } = stop
  const timers: { close: () => void }[] = []
  const underway = new Map<Channel, Promise<void>>()
  let seenVersion: number | null = null

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      if (!signal.aborted) await work()
    } catch (err) {
      if (!signal.aborted) log.warn({ err }, 'notifications wait for the next turn')
    }
  }
  const note = (): Promise<void> =>
    guarded(async () => {
      const version = database.dataVersion()
      await noteMilestones(deps, channels)
      seenVersion = version
    })
  // One delivery at a time on each channel, so that a receiver that hangs holds up nothing but itself.
  const deliver = (channel: Channel): Promise<void> => {
    const running =
      underway.get(channel) ??
      guarded(() => deliverNotifications(deps, channel, signal)).finally(() => underway.delete(channel))
    underway.set(channel, running)
    return running
  }
  const deliverAll = async (): Promise<void> => {
    await Promise.all(channels.map(deliver))
  }
  const look = (): void => {
    void guarded(async () => {
      if (seenVersion !== database.dataVersion()) await note()
      await deliverAll()
    })
  }
  return {
    channels,
    signal,
    turn: async () => {
      await note()
      await deliverAll()
    },
    follow: () => {
      if (channels.length === 0) return
      const looking = setInterval(look, lookMilliseconds).unref()
      const hourly = new Cron('0 * * * *', { unref: true, protect: true }, note)
      timers.push({ close: () => clearInterval(looking) }, { close: () => hourly.stop() })
    },
    close: () => {
      stop.abort()
      for (const timer of timers) timer.close()
    },
  }
}

function createChannels({ webhook, mail }: NotifyConfig, system: () => number): Channel[] {
  return [
    ...(webhook === null ? [] : [createWebhookChannel(webhook, system)]),
    ...(mail === null ? [] : [createMailChannel(mail)]),
  ]
}
