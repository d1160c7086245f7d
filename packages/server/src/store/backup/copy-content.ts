import { setTimeout as wait } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { HttpError } from '../../http-error.ts'

// As many pages as any database here has: the copy is one step, and a busy writer cannot make it start over for ever.
const pagesPerStep = 1_000_000
const busyMilliseconds = 5000
const pauseMilliseconds = 20

/**
 * Makes a database what another one is, in one transaction, which every process on the file sees like any other.
 *
 * @param source - Of an empty file nothing is copied.
 * @param targetPath - A database, or an empty file.
 * @param onLocked - Called once the target is locked, so that no other write comes between; what it throws leaves the target as
 *   it is.
 * @throws {HttpError} DATABASE_BUSY where others have written for 5 seconds on end; nothing was copied.
 */
export async function copyContent(
  source: Database.Database,
  targetPath: string,
  onLocked: () => void = () => undefined,
): Promise<void> {
  if (source.pragma('page_count', { simple: true }) === 0) return
  const until = performance.now() + busyMilliseconds
  let isLocked = false
  const progress = (): number => {
    if (!isLocked) onLocked()
    isLocked = true
    return pagesPerStep
  }
  for (;;) {
    // Where a lock is missing the driver reports an end without a single page, and no progress.
    await source.backup(targetPath, { progress })
    if (isLocked) return
    if (performance.now() >= until) throw new HttpError('DATABASE_BUSY', { retryAfterSeconds: 2 })
    await wait(pauseMilliseconds)
  }
}
