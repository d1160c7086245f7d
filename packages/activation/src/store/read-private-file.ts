import { constants } from 'node:fs'
import { chmod, type FileHandle, lstat, open } from 'node:fs/promises'

/** What lies at a path: the text of a private file, nothing, or something that no program of ours has written. */
export type PrivateFile =
  | { kind: 'text'; text: string; repairs: FileRepair[] }
  | { kind: 'missing' }
  | { kind: 'broken'; why: BrokenFile }
  | { kind: 'unreadable'; cause: unknown }

/** Why a file is none of ours. */
export type BrokenFile = 'not_a_file' | 'too_large' | 'not_text'

/** What was put right, or could not be, while reading. */
export type FileRepair = 'mode_repaired' | 'mode_not_repaired' | 'owner_differs'

const privateMode = 0o600

/**
 * Reads a file that only its owner may read. Follows no symbolic link, waits for no pipe, and looks at no more than
 * `bytesMax`; wider permissions are taken back.
 */
export async function readPrivateFile(path: string, bytesMax: number): Promise<PrivateFile> {
  let file: FileHandle
  try {
    file = await openOwn(path)
  } catch (error) {
    return judgeFailure(error)
  }
  try {
    return await readOpened(file, bytesMax)
  } catch (cause) {
    return { kind: 'unreadable', cause }
  } finally {
    await file.close()
  }
}

async function readOpened(file: FileHandle, bytesMax: number): Promise<PrivateFile> {
  const stat = await file.stat()
  if (!stat.isFile()) return { kind: 'broken', why: 'not_a_file' }
  if (stat.size > bytesMax) return { kind: 'broken', why: 'too_large' }
  const repairs: FileRepair[] = []
  if (isOthers(stat.uid)) repairs.push('owner_differs')
  if (isWide(stat.mode)) repairs.push(await narrow(file))
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile())
    return { kind: 'text', text, repairs }
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'broken', why: 'not_text' }
    throw error
  }
}

async function openOwn(path: string): Promise<FileHandle> {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  try {
    return await open(path, flags)
  } catch (error) {
    if (codeOf(error) !== 'EACCES' || !(await mayUnlock(path))) throw error
    await chmod(path, privateMode)
    return open(path, flags)
  }
}

/** A file of our own whose owner bits were taken away. */
async function mayUnlock(path: string): Promise<boolean> {
  const stat = await lstat(path)
  return stat.isFile() && !isOthers(stat.uid)
}

function judgeFailure(cause: unknown): PrivateFile {
  const code = codeOf(cause)
  if (code === 'ENOENT') return { kind: 'missing' }
  // ELOOP, and EMLINK on FreeBSD: a symbolic link. ENXIO: a socket. EISDIR: a folder, on Windows.
  const broken = ['ELOOP', 'EMLINK', 'ENXIO', 'EISDIR'].includes(code)
  return broken ? { kind: 'broken', why: 'not_a_file' } : { kind: 'unreadable', cause }
}

async function narrow(file: FileHandle): Promise<FileRepair> {
  try {
    await file.chmod(privateMode)
    return 'mode_repaired'
  } catch {
    return 'mode_not_repaired'
  }
}

/** Windows has neither owners nor modes that would mean anything here. */
function isOthers(uid: number): boolean {
  return process.geteuid !== undefined && uid !== process.geteuid()
}

function isWide(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
