import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const beatMilliseconds = 2_000
const staleMilliseconds = 30_000
const pollMilliseconds = 250

/**
 * Runs `work` while this process alone holds the lock file, and waits for its turn before.
 *
 * A lock whose process is gone, or that was not refreshed for 30 seconds, is taken over: an interrupted run never blocks the next one.
 *
 * @template T
 * @param {string} file - The lock file.
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} onWait - Called once if another process holds the lock.
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  const token = randomUUID()
  await mkdir(path.dirname(file), { recursive: true })
  let waiting = false
  while (!(await take(file, token))) {
    const holder = await readHolder(file)
    if (holder && isStale(holder)) await removeStale(file, holder.token)
    else {
      if (holder && !waiting) onWait(holder.pid)
      waiting = true
      await wait(pollMilliseconds)
    }
  }
  const beat = setInterval(
    () => void utimes(file, new Date(), new Date()).catch(() => undefined),
    beatMilliseconds,
  )
  const release = () => releaseLock(file, token)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.removeListener('exit', release)
    release()
  }
}

/**
 * @param {string} file
 * @param {string} token
 */
async function take(file, token) {
  const aside = `${file}.${token}`
  // Written aside and linked into place, so that nobody ever reads a lock that is half written.
  await writeFile(aside, JSON.stringify({ pid: process.pid, host: os.hostname(), token }), {
    flag: 'wx',
  })
  try {
    await link(aside, file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/**
 * @typedef {{ pid: number, host: string, token: string, ageMilliseconds: number }} Holder
 * @param {string} file
 * @returns {Promise<Holder | undefined>}
 */
async function readHolder(file) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    return { ...JSON.parse(text), ageMilliseconds: Date.now() - mtimeMs }
  } catch {
    return undefined
  }
}

/** @param {Holder} holder */
function isStale(holder) {
  if (holder.ageMilliseconds > staleMilliseconds) return true
  if (holder.host !== os.hostname()) return false
  try {
    process.kill(holder.pid, 0)
    return false
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}

/**
 * @param {string} file
 * @param {string} token - Of the holder that was found to be gone.
 */
async function removeStale(file, token) {
  const aside = `${file}.stale-${randomUUID()}`
  try {
    await rename(file, aside)
  } catch {
    return
  }
  // Another waiter may have been quicker and hold a fresh lock under this name: that one goes back.
  if (JSON.parse(await readFile(aside, 'utf8')).token !== token)
    await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

/**
 * @param {string} file
 * @param {string} token
 */
function releaseLock(file, token) {
  try {
    if (JSON.parse(readFileSync(file, 'utf8')).token === token) rmSync(file, { force: true })
  } catch {
    // Taken over by somebody who found it stale: theirs to release.
  }
}
