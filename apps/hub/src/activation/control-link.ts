import { type ControlClient, createControlClient, firstBeatSeconds } from '@licet/activation'
import { HttpError } from '@licet/server'
import type { HubConfig } from '../config.ts'
import type { HubDeps } from '../deps.ts'
import { contactControl, controlActor } from '../services/contact-control.ts'
import { loadShortKey } from '../store/activation-secret.ts'
import { dueIn, loadControlContact, saveControlContact } from '../store/control-contact.ts'
import type { ContactNeed } from './contact-need.ts'
import { readContactNeed } from './read-contact-need.ts'

/** The connection to the activation server, used in the background and on demand. */
export interface ControlLink {
  /** Null where none is configured: then nothing here ever opens a connection. */
  client: ControlClient | null
  /** Waits for the contact on its way, then runs `work` with no other contact of this process beside it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** Makes contacts when they are due, until `close`. */
  follow(deps: HubDeps): void
  close(): Promise<void>
}

const lookMilliseconds = 1000
/** A first activation waits up to so long: a whole site may have been given its licenses at once. */
const activationSpreadSeconds = 3

/** Opens the link. Without an address it is one in name only: no timer, no row, no socket. */
export function openControlLink(config: Pick<HubConfig, 'controlUrl' | 'insecureControlHosts'>): ControlLink {
  const { controlUrl: url, insecureControlHosts: insecureHosts } = config
  const client = url === null ? null : createControlClient({ url, insecureHosts })
  let tail: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  /** A Hub that was down for a while does not call in the second it starts. */
  let quietUntil: number | null = null
  let closed = false

  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work, work)
    tail = turn.catch(() => undefined)
    return turn
  }
  const look = async (deps: HubDeps): Promise<void> => {
    const need = await readContactNeed(deps)
    if (need === null || closed) return
    quietUntil ??= performance.now() + 1000 * quietSecondsAfterStart(deps, need)
    if (!isDue(deps, need) || performance.now() < quietUntil) return
    await exclusively(async () => {
      // Somebody may have asked by hand, or another process, while this one waited.
      if (closed || !isDue(deps, need)) return
      const end = await contactControl(deps, { need, shortKey: keyOf(deps, need), actor: controlActor })
      if (need.shortKey === null || end.kind === 'taken') return
      // The license before it stays in force, and lives on leases of its own.
      const held = await readContactNeed(deps, { besideKey: true })
      if (held?.action === 'heartbeat' && !closed)
        await contactControl(deps, { need: held, shortKey: null, actor: controlActor })
    })
  }
  const guarded = async (deps: HubDeps): Promise<void> => {
    try {
      await look(deps)
    } catch (err) {
      if (closed || (err instanceof HttpError && err.code === 'CONTROL_BUSY')) return
      deps.log.warn({ err }, 'the activation server waits for the next turn')
    }
  }
  return {
    client,
    exclusively,
    follow: deps => {
      if (client === null) return
      timer = setInterval(() => {
        looking ??= guarded(deps).finally(() => {
          looking = null
        })
      }, lookMilliseconds).unref()
    },
    close: async () => {
      closed = true
      if (timer !== null) clearInterval(timer)
    },
  }
}

/** The short key that a license is activated with anew, where one is known. */
export function keyOf(
  { database }: Pick<HubDeps, 'database'>,
  { action, license, shortKey }: ContactNeed,
): string | null {
  return shortKey ?? (action === 'activate' && license !== null ? loadShortKey(database, license.id) : null)
}

/** True when the contact is due. What it is about having changed, it is due soon, whatever was waited for before. */
function isDue({ database, clock }: HubDeps, { subject, action, intervalSeconds }: ContactNeed): boolean {
  const contact = loadControlContact(database)
  const reading = clock.reading()
  if (contact.subject === subject) {
    const { nextAt, nextUptimeSeconds, bootId } = contact
    if (bootId === reading.bootId && nextUptimeSeconds !== null)
      return nextUptimeSeconds <= reading.uptimeSeconds
    // The machine was started since. A time further ahead than a wait was written by a clock that has been set back.
    return nextAt <= reading.system || nextAt > reading.system + intervalSeconds
  }
  const spread = action === 'activate' ? activationSpreadSeconds : intervalSeconds
  const due = dueIn(Math.random() * spread, reading)
  database.transact(tx => {
    if (loadControlContact(tx).subject !== subject) saveControlContact(tx, { subject, ...due, failures: 0 })
  })
  return false
}

function quietSecondsAfterStart(
  { database, clock }: HubDeps,
  { subject, action, intervalSeconds }: ContactNeed,
): number {
  const now = clock.system()
  const contact = loadControlContact(database)
  const isLate = action === 'heartbeat' && contact.subject === subject && contact.nextAt <= now
  return isLate ? firstBeatSeconds({ intervalSeconds, random: Math.random }) : 0
}
