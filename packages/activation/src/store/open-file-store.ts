import { chmod, lstat, mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ActivationError } from '../errors.ts'
import { withFileLock } from './file-lock.ts'
import { formatStoredActivation, parseStoredActivation } from './parse-stored-activation.ts'
import { type FileRepair, readPrivateFile } from './read-private-file.ts'
import { removeDrafts, replaceFile } from './replace-file.ts'
import type { ActivationStore, StoredActivation } from './stored-activation.ts'

/** Something about the stored files that a person should know. `file` is a path. */
export interface StoreWarning {
  kind: FileRepair | 'home_mode_repaired' | 'set_aside'
  file: string
}

const fileName = 'license.json'
/** Room for a license, a lease, keysets and the longest revocation list; a larger file is none of ours. */
const fileBytesMax = 8 * 1024 * 1024
const setAsideMax = 1000

/**
 * Opens the store of a program without a database: `license.json`, 0600, in a folder of its own, 0700.
 *
 * A file that is no stored activation is set aside as `license.json.broken-<n>`, and the store is empty: the installation
 * has to be activated again. A file that is there and cannot be read stops everything instead, as it may be good.
 *
 * @param home - Made when missing.
 * @param onWarning - Told what was repaired, set aside, or should be looked at.
 */
export function openFileStore(
  home: string,
  onWarning: (warning: StoreWarning) => void = () => undefined,
): ActivationStore {
  const path = join(home, fileName)
  const read = async (): Promise<StoredActivation | 'broken' | null> => {
    const file = await readPrivateFile(path, fileBytesMax)
    if (file.kind === 'missing') return null
    if (file.kind === 'unreadable') throw new ActivationError('STORE_UNREADABLE', path, { cause: file.cause })
    if (file.kind === 'broken') return 'broken'
    for (const kind of file.repairs) onWarning({ kind, file: path })
    return parsedOr(file.text, 'broken')
  }
  let alone = false
  const exclusively: ActivationStore['exclusively'] = async (work, waitSecondsMax) => {
    if (await openHome(home)) onWarning({ kind: 'home_mode_repaired', file: home })
    const lock = join(home, `.${fileName}.lock`)
    return withFileLock(lock, { waitSecondsMax }, async () => {
      alone = true
      try {
        await removeDrafts(path)
        if ((await read()) === 'broken') onWarning({ kind: 'set_aside', file: await setAside(path) })
        return await work()
      } finally {
        alone = false
      }
    })
  }
  return {
    load: async () => {
      let found = await read()
      // Only whoever is alone may move it: another program may have put a good one there by now.
      if (found === 'broken' && !alone) found = await exclusively(read)
      return found === 'broken' ? null : found
    },
    save: async next => {
      try {
        await replaceFile(path, formatStoredActivation(next))
      } catch (cause) {
        throw new ActivationError('STORE_UNWRITABLE', path, { cause })
      }
    },
    exclusively,
  }
}

function parsedOr<Other>(text: string, other: Other): StoredActivation | Other {
  try {
    return parseStoredActivation(text)
  } catch {
    return other
  }
}

/** Moves what lies there to the first free name. A rename moves a link or a folder itself, not what it leads to. */
async function setAside(path: string): Promise<string> {
  for (let n = 1; n <= setAsideMax; n++) {
    const aside = `${path}.broken-${n}`
    if (await isTaken(aside)) continue
    try {
      await rename(path, aside)
      return aside
    } catch (cause) {
      throw new ActivationError('STORE_UNREADABLE', path, { cause })
    }
  }
  throw new ActivationError('STORE_UNREADABLE', path)
}

async function isTaken(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Makes the folder, or takes back permissions that are too wide; tells whether it had to. */
async function openHome(home: string): Promise<boolean> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    if (process.platform === 'win32' || ((await stat(home)).mode & 0o077) === 0) return false
    await chmod(home, 0o700)
    return true
  } catch (cause) {
    throw new ActivationError('HOME_UNUSABLE', home, { cause })
  }
}
