import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { ActivationError } from '../errors.ts'

/** Who holds a lock. */
interface Holder {
  pid: number
  host: string
  nonce: string
}

const waitSecondsDefault = 45
const pauseMilliseconds = 40
/** No exchange takes so long; whoever holds a lock longer is gone, or on a host whose processes cannot be seen. */
const heldSecondsMax = 300

/**
 * Runs something while holding a lock file, so that two programs never do it at once; waits for its turn.
 *
 * The lock of a program that was killed is taken over: at once on the same host, after five minutes elsewhere.
 *
 * @throws {ActivationError} STORE_BUSY, STORE_UNWRITABLE
 */
export async function withFileLock<Result>(
  path: string,
  { waitSecondsMax = waitSecondsDefault }: { waitSecondsMax?: number },
  work: () => Promise<Result>,
): Promise<Result> {
  const holder: Holder = { pid: process.pid, host: hostname(), nonce: randomBytes(9).toString('base64url') }
  await acquire(path, holder, waitSecondsMax)
  try {
    return await work()
  } finally {
    await release(path, holder)
  }
}

async function acquire(path: string, holder: Holder, waitSecondsMax: number): Promise<void> {
  const until = performance.now() + waitSecondsMax * 1000
  const draft = `${path}.${holder.nonce}`
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' })
    while (!(await tryLink(draft, path))) {
      if (performance.now() > until) throw new ActivationError('STORE_BUSY', path)
      if (!(await removeAbandoned(path, holder.nonce))) await wait(pauseMilliseconds * (0.5 + Math.random()))
    }
  } catch (cause) {
    throw cause instanceof ActivationError ? cause : new ActivationError('STORE_UNWRITABLE', path, { cause })
  } finally {
    await rm(draft, { force: true })
  }
}

/** A link fails where the name is taken, and the file it makes is complete from the start. */
async function tryLink(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function removeAbandoned(path: string, nonce: string): Promise<boolean> {
  const seen = await readHolder(path)
  if (seen === 'gone') return true
  if (!(await isAbandoned(path, seen))) return false
  const aside = `${path}.${nonce}.abandoned`
  try {
    await rename(path, aside)
  } catch {
    return true
  }
  const moved = await readHolder(aside)
  // Somebody else took over in between and holds it: put theirs back.
  if (moved !== 'gone' && moved?.nonce !== seen?.nonce) await tryLink(aside, path)
  await rm(aside, { force: true, recursive: true })
  return true
}

async function isAbandoned(path: string, holder: Holder | null): Promise<boolean> {
  if (holder !== null && holder.host === hostname()) return !isAlive(holder.pid)
  try {
    const { mtimeMs } = await stat(path)
    return Date.now() - mtimeMs > heldSecondsMax * 1000
  } catch {
    return false
  }
}

/** null: something that no holder has written. */
async function readHolder(path: string): Promise<Holder | null | 'gone'> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isHolder(value) ? value : null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'gone' : null
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'host' in value &&
    'nonce' in value
  )
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function release(path: string, { nonce }: Holder): Promise<void> {
  const holder = await readHolder(path)
  if (holder !== 'gone' && holder?.nonce === nonce) await rm(path, { force: true })
}
