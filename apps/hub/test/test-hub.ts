import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildTrustFile, createSigningKey, type SigningKey, signLicense, trustEntryOf } from '@licet/issuer'
import { createLogger } from '@licet/server'
import { openAuth } from '../src/access/auth.ts'
import { createApp } from '../src/app.ts'
import { parseConfig } from '../src/config.ts'
import type { HubDeps } from '../src/deps.ts'
import { openDeps } from '../src/open-deps.ts'
import { databasePath } from '../src/open-hub.ts'
import { openDatabase } from '../src/store/database.ts'

/** What a hash costs in tests: the format and the code are the same, a few milliseconds instead of hundreds. */
const cheap = { n: 1024, r: 8, p: 1 }

export const adminToken = 'admin-token-of-the-tests-0123456789abcdef'
export const statusKey = 'status-key-of-the-tests-0123456789abcdef'
export const adminPassword = 'tidal quartz lantern 83'

const docsDir = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** A Hub on a data directory of its own, asked without a socket. */
export interface TestHub {
  deps: HubDeps
  dataDir: string
  databasePath: string
  /** Everything that was logged, as written. */
  log(): string
  /** Sends a request; `body` as JSON, `as` as bearer token. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>
  /** Signs a license with the key that this Hub trusts. */
  license(claims?: Record<string, unknown>): Promise<string>
  /** Signs and loads a license. */
  activate(claims?: Record<string, unknown>): Promise<Answer>
  close(): void
}

export interface AskOptions {
  body?: unknown
  as?: string | null
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects in its assertions
  body: any
  text: string
}

/**
 * Opens a Hub in evaluation on a temporary folder, with keys made for it.
 *
 * @param options.dataDir - An existing one: a second process on the same database.
 */
export async function openTestHub(
  options: { dataDir?: string; key?: SigningKey; environment?: Record<string, string> } = {},
): Promise<TestHub> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'licet-hub-'))
  const key = options.key ?? (await createSigningKey({ use: 'license' }))
  const trustPath = join(dataDir, 'evaluation', 'trust.json')
  if (!options.dataDir) {
    mkdirSync(join(dataDir, 'evaluation'), { recursive: true })
    const trust = await buildTrustFile({ issuer: 'aidoo.biz', keys: [trustEntryOf(key)] })
    writeFileSync(trustPath, JSON.stringify(trust))
  }
  const environment = {
    HUB_EVALUATION: '1',
    HUB_DATA_DIR: dataDir,
    HUB_ADMIN_TOKEN: adminToken,
    HUB_STATUS_API_KEY: statusKey,
    HUB_SETUP_TOKEN: 'set-up-token-of-the-tests',
    ...options.environment,
  }
  const places = { repositoryRoot: dataDir, workingDirectory: dataDir, panelDir: dataDir, docsDir }
  const { config } = parseConfig(environment, places)
  const lines: string[] = []
  const log = createLogger({
    level: 'debug',
    name: 'test',
    destination: { write: line => void lines.push(line) },
  })
  const path = databasePath(config)
  const database = openDatabase(path, Math.floor(Date.now() / 1000))
  const opened = await openDeps(config, log, database)
  const deps = { ...opened, auth: openAuth({ database, secure: false, cost: cheap }) }
  const app = createApp(deps)
  const ask: TestHub['ask'] = async (method, target, { body, as = adminToken, headers = {} } = {}) => {
    const answer = await app.request(`http://localhost${target}`, {
      method,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : null,
    }
  }
  const license: TestHub['license'] = claims =>
    signLicense(
      {
        iss: 'aidoo.biz',
        sub: 'cus_acme',
        customer: 'Acme Corp',
        tier: 'professional',
        seats: 10,
        products: ['pika', 'vera'],
        exp: Math.floor(Date.now() / 1000) + 365 * 86_400,
        ...claims,
      },
      key,
    )
  return {
    deps,
    dataDir,
    databasePath: path,
    log: () => lines.join(''),
    ask,
    license,
    activate: async claims => ask('POST', '/api/license/activate', { body: { key: await license(claims) } }),
    close: () => {
      opened.close()
      database.close()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Creates the first administrator. @returns its session token. */
export async function setUp(hub: TestHub): Promise<string> {
  const answer = await hub.ask('POST', '/api/setup', {
    as: null,
    body: {
      token: 'set-up-token-of-the-tests',
      name: 'Ada',
      email: 'ada@example.com',
      password: adminPassword,
    },
  })
  if (answer.status !== 201) throw new Error(`set-up answered ${answer.status} ${answer.text}`)
  return answer.body.token as string
}

let made = 0

/** Creates an account with a fresh address. */
export function createUser(hub: TestHub, more: Record<string, unknown> = {}): Promise<Answer> {
  made++
  const body = {
    name: `User ${made}`,
    email: `user${made}@example.com`,
    password: 'wooden kettle orbit 19',
    role: 'user',
    ...more,
  }
  return hub.ask('POST', '/api/users', { body })
}
