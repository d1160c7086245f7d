import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Whether a piece of work was finished for exactly this content.
 *
 * @param {string} file - The stamp.
 * @param {string} hash
 */
export async function isStamped(file, hash) {
  return (await readFile(file, 'utf8').catch(() => '')).trim() === hash
}

/**
 * Does the work and stamps it when it is complete. The old stamp goes first, so an interruption at any moment means: do it again.
 *
 * @param {string} file
 * @param {string} hash
 * @param {() => Promise<void>} work
 */
export async function stampAfter(file, hash, work) {
  await rm(file, { force: true })
  await work()
  await mkdir(path.dirname(file), { recursive: true })
  const aside = `${file}.${randomUUID()}`
  await writeFile(aside, `${hash}\n`, { flag: 'wx' })
  await rename(aside, file)
}
