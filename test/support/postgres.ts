import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgres } from '../../scripts/run/postgres.mjs'
import { createDirectory } from './data-directory.ts'

/** A real PostgreSQL server of this process's own, in a temporary directory on a free port of the loopback. */
export interface Postgres {
  port: number
  /** Its first database, as its superuser. */
  url: string
  /** An empty database of its own; its URL. */
  createDatabase(): Promise<string>
  /** Ends every session and the server; its data goes away with this process. */
  stop(): Promise<void>
}

/** Whether a server can be started here; says loudly on stderr what is skipped when it cannot. */
export function canStartPostgres(what: string): boolean {
  const able = findPostgres() !== undefined
  if (!able)
    process.stderr.write(`SKIPPED, NOT SHOWN: ${what} (no PostgreSQL server here; see POSTGRES_BIN_DIR)\n`)
  return able
}

/**
 * Starts a server and waits until it takes connections.
 *
 * @param options.durable - Whether a commit waits for the disk, as in production; tests that pull no plug do without.
 */
export async function startPostgres(options: { durable?: boolean } = {}): Promise<Postgres> {
  const programs = findPostgres()
  if (programs === undefined) throw new Error('no PostgreSQL server here; see POSTGRES_BIN_DIR')
  const owner = serverOwner()
  const folder = createDirectory('postgres')
  const data = join(folder, 'data')
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(folder, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (owner) for (const path of [folder, data, passwordFile]) chownSync(path, owner.uid, owner.gid)
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
  const login = ['-U', 'licet', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256']
  execFileSync(join(programs, 'initdb'), ['-D', data, '-E', 'UTF8', '--no-sync', ...login], {
    ...owner,
    env,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await findFreePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...flags], {
    ...owner,
    env,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // SIGQUIT: at once, without a goodbye to its sessions.
  const abandon = (): boolean => server.kill('SIGQUIT')
  process.once('exit', abandon)
  const ended = once(server, 'exit')
  await takesConnections(server.stderr)
  const urlOf = (database: string): string => `postgres://licet:${password}@127.0.0.1:${port}/${database}`
  const url = urlOf('postgres')
  return {
    port,
    url,
    createDatabase: () => createPostgresDatabase(url),
    stop: async () => {
      process.off('exit', abandon)
      server.kill('SIGINT')
      await ended
    },
  }
}

/** An empty database on the server of `url`, and its URL. */
export async function createPostgresDatabase(url: string): Promise<string> {
  const name = `t_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  } finally {
    await client.end()
  }
  const created = new URL(url)
  created.pathname = `/${name}`
  return created.href
}

/** The server refuses to run as root; Debian's package brings a user for it. */
function serverOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim())
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function takesConnections(log: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    log.on('data', (chunk: Buffer) => {
      // Read on after that, or the server would wait for room to write into.
      if (said.length < 10_000) said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
    log.on('end', () => reject(new Error(`PostgreSQL did not start:\n${said}`)))
  })
}
