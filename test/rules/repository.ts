import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of the repository: its path from the root, with slashes, and its text. */
export interface RepositoryFile {
  path: string
  text: string
}

export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url))

const notOurs = new Set([
  'node_modules',
  'dist',
  'coverage',
  'reports',
  'data',
  'test-results',
  'playwright-report',
  '.git',
  '.tools',
  '.cache',
  '.stryker-tmp',
])
const binary = /\.(png|ico|woff2|sqlite|db|gz|zip|jpg|webp)$/

/** Every text file that we wrote, from the root down. */
export function readRepository(): RepositoryFile[] {
  return listFiles('')
    .filter(path => !binary.test(path))
    .map(path => ({ path, text: readFileSync(repositoryRoot + path, 'utf8') }))
}

/** Every path that we wrote, binary files included. */
export function listFiles(folder: string): string[] {
  return readdirSync(repositoryRoot + folder, { withFileTypes: true }).flatMap(entry => {
    if (notOurs.has(entry.name)) return []
    const path = folder + entry.name
    if (entry.isDirectory()) return listFiles(`${path}/`)
    return entry.isFile() ? [path] : []
  })
}
