import { HttpError } from '@licet/server'
import type { HubDeps, VerifiedView } from '../deps.ts'
import type { HubDatabase } from '../store/database.ts'
import { recordSeats } from '../store/seat-peaks.ts'
import { loadSeatHolders } from '../store/user-pages.ts'
import { countSeats, type StoredUser } from '../store/users.ts'

const holdersMax = 50

/**
 * Asserts that so many more accounts may be enabled. The one place that decides it: every door calls it inside
 * `withVerified`, before it writes, so the limit is that of the license in force and nobody else writes meanwhile.
 *
 * @throws {HttpError} SEATS_EXHAUSTED with the numbers and who holds the seats.
 */
export function assertSeats(
  tx: HubDatabase,
  limit: number | null,
  wanted: number,
  metrics: Pick<HubDeps['metrics'], 'seatsRefused'>,
): void {
  const used = countSeats(tx)
  if (limit === null || used + wanted <= limit) return
  metrics.seatsRefused.inc()
  throw new HttpError('SEATS_EXHAUSTED', {
    body: { seats: { limit, used }, holders: loadSeatHolders(tx, holdersMax).map(toHolder) },
  })
}

/** Notes how many seats are in use after a change, in the same transaction. */
export function noteSeats(tx: HubDatabase, view: VerifiedView): void {
  recordSeats(tx, countSeats(tx), view.limit, view.now)
}

/** What others may know of an account that holds a seat. */
export function toHolder({ id, name, email, role, lastSeenAt }: StoredUser) {
  return { id, name, email, role, lastSeenAt }
}
