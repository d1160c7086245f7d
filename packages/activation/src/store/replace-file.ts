import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Puts a private file in place of another: 0600 from its first byte, durable, complete or not at all. What lay there, a
 * symbolic link too, is replaced and never written through.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  const draft = join(folder, `${draftPrefix(path)}${randomBytes(6).toString('hex')}`)
  try {
    const file = await open(draft, draftFlags, 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Removes the drafts that a killed program has left; only whoever alone may write here can tell them from live ones. */
export async function removeDrafts(path: string): Promise<void> {
  const folder = dirname(path)
  const left = (await readdir(folder)).filter(name => name.startsWith(draftPrefix(path)))
  await Promise.all(left.map(name => rm(join(folder, name), { force: true })))
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder, and needs none of this.
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const draftFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)

function draftPrefix(path: string): string {
  return `.${basename(path)}.draft-`
}
