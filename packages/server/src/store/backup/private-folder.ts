import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const open = new Set<string>()
/** Those of them that could not be removed when their work was done. */
const left = new Set<string>()

/**
 * Runs something with a folder of its own, 0700 and under a name that nobody can foresee, and removes the folder with all that lies in it
 * whatever happens: also when the work throws, the process ends, or a signal that nothing else waits for would end it. Where that
 * fails, as without a free file, what the work threw is what counts, and the next call and the end of the process try again.
 *
 * @param beside - The folder in which it is made: where the result goes, so that it can be renamed into place.
 */
export async function withPrivateFolder<Result>(
  beside: string,
  work: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  for (const folder of left) remove(folder)
  const folder = mkdtempSync(join(beside, '.licet-'))
  if (open.size === 0) watch()
  open.add(folder)
  try {
    return await work(folder)
  } finally {
    remove(folder)
    if (open.size === 0) unwatch()
  }
}

function watch(): void {
  process.on('exit', removeAll)
  for (const signal of signals) process.on(signal, removeAndEnd)
}

function unwatch(): void {
  process.removeListener('exit', removeAll)
  for (const signal of signals) process.removeListener(signal, removeAndEnd)
}

function removeAndEnd(signal: NodeJS.Signals): void {
  // A server waits for signals itself, ends in its own time, and then `exit` comes.
  if (process.listenerCount(signal) > 1) return
  removeAll()
  unwatch()
  process.kill(process.pid, signal)
}

function removeAll(): void {
  for (const folder of open) remove(folder)
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
    open.delete(folder)
    left.delete(folder)
  } catch {
    left.add(folder)
  }
}
