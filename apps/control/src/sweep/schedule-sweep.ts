import { HttpError } from '@licet/server'
import { Cron } from 'croner'
import { systemActor } from '../access/actor.ts'
import type { ControlDeps } from '../deps.ts'
import { deleteHeartbeats } from '../store/heartbeats.ts'
import { hasSweepBetween } from '../store/sweeps.ts'
import { applySweep } from './apply-sweep.ts'

const hourSeconds = 3600
const daySeconds = 86_400
/** Only for people to look at: old requests are told apart without it. */
const heartbeatDays = 35

/**
 * Sweeps the fleet once an hour. Every instance of a cluster tries; the first one of the hour does it, the others find it
 * done, or take it up where the first one broke off.
 */
export function scheduleSweep(deps: Pick<ControlDeps, 'database' | 'clock' | 'log'>): { close(): void } {
  const job = new Cron('0 7 * * * *', { protect: true, unref: true }, async () => {
    try {
      await sweepThisHour(deps)
    } catch (err) {
      // It is tried again in an hour, by whichever instance comes first.
      if (err instanceof HttpError) deps.log.warn({ code: err.code }, 'the sweep was broken off')
      else deps.log.error({ err }, 'the sweep failed')
    }
  })
  return { close: () => job.stop() }
}

/** The sweep of this hour, unless an instance has begun it; and what nobody needs to know any longer is forgotten. */
export async function sweepThisHour(
  deps: Pick<ControlDeps, 'database' | 'clock' | 'log'>,
): Promise<{ swept: boolean }> {
  const now = deps.clock.now()
  const { sweepId, applied, scanned } = await applySweep(deps, systemActor, now - (now % hourSeconds))
  if (sweepId === null) return { swept: false }
  deps.log.info({ sweepId, applied, scanned }, 'the fleet was swept')
  await deps.database.transact(async tx => {
    // A clock that has jumped ahead would forget all of them: it is believed once it has said so for a day.
    if (await hasSweepBetween(tx, now - 2 * daySeconds, now - daySeconds))
      await deleteHeartbeats(tx, now - heartbeatDays * daySeconds)
  })
  return { swept: true }
}
