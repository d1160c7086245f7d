import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseTrust, type Trust } from '@licet/license'
import { createLogger } from '@licet/server'
import pg from 'pg'
import { inject } from 'vitest'
import type { ControlApp } from '../../src/access/add-route.ts'
import { createApp } from '../../src/app.ts'
import { parseConfig } from '../../src/config.ts'
import type { ControlDeps } from '../../src/deps.ts'
import { openDeps } from '../../src/open-deps.ts'
import { type ControlDatabase, openControlDatabase } from '../../src/store/database.ts'
import { loadSigningKeys } from '../../src/store/signing-keys.ts'

/** What a hash costs in tests: the format and the code are the same, a few milliseconds instead of hundreds. */
const cheap = { n: 1024, r: 8, p: 1 }

export const adminToken = 'admin-token-of-the-tests-0123456789abcdef'
export const keyPassphrase = 'passphrase of the tests'
export const superAdminPassword = 'tidal quartz lantern 83'

const docsDir = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** A control plane on a database of its own, asked without a socket. */
export interface TestControl {
  deps: ControlDeps
  app: ControlApp
  database: ControlDatabase
  dataDir: string
  databaseUrl: string | null
  databasePath: string
  /** Everything that was logged, as written. */
  log(): string
  /** Sends a request; `body` as JSON, `as` as bearer token, null for none. Default: CONTROL_ADMIN_TOKEN. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>
  /** Moves the clock that services go by. */
  pass(seconds: number): void
  /** What an installation believes in that was built with the keys of this control plane. */
  trust(): Promise<Trust>
  close(): Promise<void>
}

export interface AskOptions {
  body?: unknown
  as?: string | null
  headers?: Record<string, string>
  /** The address of the caller. */
  from?: string
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects in its assertions
  body: any
  text: string
}

/**
 * Opens a control plane in evaluation, with keys made for it: on a SQLite file, or in a database of its own on PostgreSQL where
 * the project provides a server.
 *
 * @param options.beside - Another one: a second instance on the same database.
 */
export async function openTestControl(
  options: { beside?: TestControl; environment?: Record<string, string> } = {},
): Promise<TestControl> {
  const { beside } = options
  const dataDir = beside?.dataDir ?? mkdtempSync(join(tmpdir(), 'licet-control-'))
  const databaseUrl = beside ? beside.databaseUrl : await createPostgresDatabase()
  const environment = {
    HUB_EVALUATION: '1',
    CONTROL_DATA_DIR: dataDir,
    CONTROL_ADMIN_TOKEN: adminToken,
    CONTROL_SETUP_TOKEN: 'set-up-token-of-the-tests',
    CONTROL_KEY_PASSPHRASE: keyPassphrase,
    CONTROL_ACTIVATION_LIMIT: '1000000/900',
    ...options.environment,
  }
  const places = { repositoryRoot: dataDir, workingDirectory: dataDir, consoleDir: dataDir, docsDir }
  const { config } = parseConfig(environment, places)
  const lines: string[] = []
  const log = createLogger({
    level: 'debug',
    name: 'test',
    destination: { write: line => void lines.push(line) },
  })
  const databasePath = join(dataDir, 'control.db')
  const now = Math.floor(Date.now() / 1000) + config.clockOffsetSeconds
  const database = await openControlDatabase({ url: databaseUrl, path: databasePath }, now)
  const opened = await openDeps(config, log, database, { password: cheap, sealing: cheap })
  let passed = 0
  // One object: services that hold the clock see it move.
  const { clock } = opened
  const machine = clock.now.bind(clock)
  clock.now = () => machine() + passed
  const app = createApp(opened)
  return {
    deps: opened,
    app,
    database,
    dataDir,
    databaseUrl,
    databasePath,
    log: () => lines.join(''),
    pass: seconds => {
      passed += seconds
    },
    ask: (method, path, asked = {}) => askApp(app, method, path, asked),
    trust: () => trustIn(opened),
    close: async () => {
      await database.close()
      if (!beside) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function askApp(
  app: ControlApp,
  method: string,
  path: string,
  { body, as = adminToken, headers = {}, from }: AskOptions,
): Promise<Answer> {
  const hasBody = body !== undefined
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${as}` }),
      ...(hasBody && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(sent)),
      }),
      ...headers,
    },
    ...(hasBody && { body: sent }),
  })
  const env = from === undefined ? {} : connectionFrom(from, request.headers)
  const answer = await app.fetch(request, env)
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : null,
  }
}

// What the socket would say.
function connectionFrom(remoteAddress: string, headers: Headers): object {
  return {
    incoming: {
      socket: { remoteAddress },
      headers: { host: 'localhost', ...Object.fromEntries(headers) },
      url: '/',
    },
  }
}

async function trustIn({ database, trust }: ControlDeps): Promise<Trust> {
  const keys = (await loadSigningKeys(database.db)).map(({ kid, alg, use, jwk, status }) => ({
    kid,
    alg,
    use,
    jwk,
    status: status === 'next' ? ('active' as const) : status,
  }))
  return parseTrust({ issuer: trust.issuer, tiers: ['professional', 'enterprise'], keys })
}

/** Creates the first super_admin. @returns its session token. */
export async function setUp(control: TestControl): Promise<string> {
  const answer = await control.ask('POST', '/v1/setup', {
    as: null,
    body: {
      token: 'set-up-token-of-the-tests',
      name: 'Ada',
      email: 'ada@example.com',
      password: superAdminPassword,
    },
  })
  if (answer.status !== 201) throw new Error(`set-up answered ${answer.status} ${answer.text}`)
  return answer.body.token as string
}

/** Creates a member of the staff and signs in. @returns the session token. */
export async function staffToken(control: TestControl, role: string): Promise<string> {
  const email = `${role}-${randomBytes(4).toString('hex')}@example.com`
  const password = 'wooden kettle orbit 19'
  await control.ask('POST', '/v1/staff', { body: { name: role, email, password, role } })
  const answer = await control.ask('POST', '/v1/session', { as: null, body: { email, password } })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status} ${answer.text}`)
  return answer.body.token as string
}

/** An empty database on the project's PostgreSQL; null where the project is run on SQLite. */
async function createPostgresDatabase(): Promise<string | null> {
  const server = inject('postgresUrl') ?? process.env.LICET_POSTGRES_URL
  if (server === undefined || server === '') return null
  const name = `control_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
