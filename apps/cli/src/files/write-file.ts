import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CliError } from '../errors.ts'

/**
 * Writes a file that holds a secret: mode 0600 from its first byte, complete or not at all, never over another file.
 *
 * @throws {CliError} FILE_EXISTS, FILE_UNWRITABLE
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await place(path, text, 0o600, 0o700, async temporary => {
    // A hard link fails where the name is taken; a rename would replace what is there.
    await link(temporary, path)
    await rm(temporary)
  })
}

/** Writes a public file, replacing what is there, complete or not at all. @throws {CliError} FILE_UNWRITABLE */
export async function writePublicFile(path: string, text: string): Promise<void> {
  await place(path, text, 0o644, 0o755, temporary => rename(temporary, path))
}

async function place(
  path: string,
  text: string,
  fileMode: number,
  folderMode: number,
  settle: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(folder, { recursive: true, mode: folderMode })
    const file = await open(temporary, 'wx', fileMode)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await settle(temporary)
  } catch (error) {
    await rm(temporary, { force: true })
    throw new CliError(isTaken(error) ? 'FILE_EXISTS' : 'FILE_UNWRITABLE', path)
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
