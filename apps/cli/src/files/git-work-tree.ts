import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The git work tree that a path lies in, or would lie in once written; `null` where it lies in none. */
export function gitWorkTreeOf(path: string): string | null {
  let folder = realFolder(dirname(resolve(path)))
  for (;;) {
    if (existsSync(join(folder, '.git'))) return folder
    const parent = dirname(folder)
    if (parent === folder) return null
    folder = parent
  }
}

/** The nearest folder that exists, with symbolic links followed: a link into a repository is in the repository. */
function realFolder(folder: string): string {
  let existing = folder
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
  return realpathSync(existing)
}
