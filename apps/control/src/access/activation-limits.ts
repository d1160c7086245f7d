import { addressBucket, HttpError } from '@licet/server'
import type { Clock } from '../clock.ts'
import type { Limit } from '../config.ts'
import type { ControlMetrics } from '../metrics.ts'
import type { ControlDatabase } from '../store/database.ts'
import { countAttempt, deleteOldAttempts, forgiveAttempt } from '../store/rate-limits.ts'

/** Attempts on one short key, from wherever they come: four places may use theirs up, and never fewer than so many. */
function keyLimitFor({ attempts, seconds }: Limit): Limit {
  return { attempts: Math.max(attemptsMin, 4 * attempts), seconds }
}

const attemptsMin = 20

/** Limits on activation. They are kept in the database, so they outlive a restart and count over all instances. */
export interface ActivationLimits {
  perAddress: Limit
  perKey: Limit
  /** Counts an attempt from an address; an IPv6 one counts for its /64. @throws {HttpError} RATE_LIMITED with the seconds to wait. */
  takeAddress(address: string): Promise<void>
  /** Takes back an attempt that was not refused. */
  giveBackAddress(address: string): Promise<void>
  /** Counts an attempt on a key. @param keyHash - What the key is stored by. @throws {HttpError} RATE_LIMITED */
  takeKey(keyHash: string): Promise<void>
  /** Forgets windows that ended. */
  sweep(): Promise<void>
}

/** Opens the limits on activation. @param perAddress - CONTROL_ACTIVATION_LIMIT */
export function openActivationLimits(options: {
  database: ControlDatabase
  clock: Clock
  metrics: Pick<ControlMetrics, 'rateLimited'>
  perAddress: Limit
}): ActivationLimits {
  const { database, clock, metrics, perAddress } = options
  const perKey = keyLimitFor(perAddress)
  const take = async (name: 'address' | 'key', subject: string, limit: Limit): Promise<void> => {
    const now = clock.now()
    const { attempts, startedAt } = await countAttempt(database.accounts, `${name} ${subject}`, now, limit)
    if (attempts <= limit.attempts) return
    metrics.rateLimited.inc({ limit: name })
    const retryAfterSeconds = Math.min(Math.max(startedAt + limit.seconds - now, 1), limit.seconds)
    throw new HttpError('RATE_LIMITED', { retryAfterSeconds })
  }
  return {
    perAddress,
    perKey,
    takeAddress: address => take('address', addressBucket(address), perAddress),
    giveBackAddress: address =>
      forgiveAttempt(database.accounts, `address ${addressBucket(address)}`, clock.now(), perAddress),
    takeKey: keyHash => take('key', keyHash, perKey),
    sweep: async () => {
      await deleteOldAttempts(database.accounts, clock.now(), perAddress)
    },
  }
}
