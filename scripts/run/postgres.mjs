import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { report } from '../setup/progress.mjs'
import { runCommand } from '../setup/run-command.mjs'

/**
 * Where the programs of a PostgreSQL server lie, for the tests that need a real one: `POSTGRES_BIN_DIR`, else an installed
 * server, else, for root on Debian, Debian's package.
 *
 * Nothing is ever downloaded from anywhere but the distribution's own package sources, and no server of the machine's is used or left running.
 *
 * @returns {Promise<string | undefined>} Absolute folder, or nothing where there is none and none can be installed.
 */
export async function ensurePostgres() {
  const found = findPostgres()
  if (found || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return found
  report('No PostgreSQL found: installing Debian’s, for the tests of a cluster …')
  // The package would start a server of its own; these tests start theirs, in a temporary directory.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await runCommand('apt-get', ['update', '-q'], { env })
  const { code, output } = await runCommand(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', 'postgresql'],
    { env },
  )
  if (code !== 0) report(`apt-get could not install it:\n${output.trim().split('\n').slice(-5).join('\n')}`)
  return findPostgres()
}

/**
 * The same without installing anything.
 *
 * @returns {string | undefined}
 */
export function findPostgres() {
  const told = process.env.POSTGRES_BIN_DIR
  if (told) return isServer(told) ? told : undefined
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return [...debianFolders(), ...folders, '/opt/homebrew/bin', '/usr/local/pgsql/bin'].find(isServer)
}

function debianFolders() {
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return []
  const newestFirst = readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))
  return newestFirst.map(version => path.join(versions, version, 'bin'))
}

/** @param {string} folder */
function isServer(folder) {
  return path.isAbsolute(folder) && ['initdb', 'postgres'].every(name => existsSync(path.join(folder, name)))
}
