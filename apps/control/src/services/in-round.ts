import { HttpError } from '@licet/server'
import type { ControlDeps } from '../deps.ts'
import { createPublishedReader, type PublishedReader } from '../store/published.ts'
import { loadSettings } from '../store/settings.ts'
import { asOutcome } from './answer-installations.ts'
import { closeRound, openRound, type Round } from './round.ts'

const readers = new WeakMap<object, PublishedReader>()

/**
 * Runs one deed of a machine in a transaction of its own. A refusal is thrown once what was written beside it is kept; any
 * other error undoes everything.
 */
export async function inRound<T>(
  deps: Pick<ControlDeps, 'clock' | 'database' | 'keys' | 'trust'>,
  work: (round: Round) => Promise<T>,
): Promise<T> {
  const { clock, database } = deps
  const readPublished = readers.get(database) ?? createPublishedReader()
  readers.set(database, readPublished)
  const outcome = await database.transact(async tx => {
    const { published, signedAt } = await readPublished(tx)
    const { activationMessage } = await loadSettings(tx)
    const round = openRound({ deps, tx, now: clock.now(), signedAt, published, activationMessage })
    const result = await asOutcome(() => work(round))
    await closeRound(round)
    return result
  })
  if (outcome instanceof HttpError) throw outcome
  return outcome
}
