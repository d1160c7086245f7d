import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './root.mjs'

const ignored = new Set([
  'node_modules',
  'dist',
  'coverage',
  'reports',
  'test',
  'test-results',
  '.cache',
  '.tools',
  '.stryker-tmp',
])

/**
 * One hash of the names and bytes of files and folders; it changes exactly when something there does.
 *
 * Tests, build output and installed packages are left out. A path that does not exist counts as empty.
 *
 * @param {string[]} paths - Relative to the repository's root.
 * @param {string} [salt] - Anything else that must count.
 * @returns {Promise<string>} Hexadecimal SHA-256.
 */
export async function contentHash(paths, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const start of paths.toSorted()) {
    for await (const file of walk(start)) {
      const bytes = await readFile(path.join(root, file))
      hash.update(`\0${file}\0${bytes.length}\0`).update(bytes)
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} relative
 * @returns {AsyncGenerator<string>}
 */
async function* walk(relative) {
  let entries
  try {
    entries = await readdir(path.join(root, relative), { withFileTypes: true })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') yield relative
    return
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (ignored.has(entry.name)) continue
    const child = `${relative}/${entry.name}`
    if (entry.isDirectory()) yield* walk(child)
    else if (entry.isFile()) yield child
  }
}
