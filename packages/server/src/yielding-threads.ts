import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Enough that the thread which responds goes first; little enough that hashing goes on beside it. */
const niceness = 2

/**
 * Lets the pool of threads that hashes passwords yield to the thread that responds, where the system schedules threads by
 * themselves (Linux); elsewhere, and where it is not allowed, everything stays as it is. The pool has to be running.
 */
export function letPoolYield(): void {
  if (process.platform !== 'linux') return
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      const name = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim()
      if (name === 'libuv-worker') setPriority(Number(thread), niceness)
    }
  } catch {
    // A courtesy between threads; nothing depends on it.
  }
}
