import { builtPath } from './built.ts'
import { type Caller, createCaller } from './caller.ts'
import { createDirectory } from './data-directory.ts'
import { createSecret } from './hub.ts'
import { type Finished, type Program, startProgram } from './program.ts'
import type { Json } from './token.ts'
import { writeTrustFile } from './trust-file.ts'

export interface ControlOptions {
  /** Set variables; an empty string unsets one of the defaults. */
  env?: Record<string, string>
  dataDir?: string
  /** `postgres://…`; SQLite in the data directory when absent. */
  databaseUrl?: string
  clockOffsetSeconds?: number
  /** Runs the control plane inside another program: `['strace', '-f', …]`. */
  inside?: readonly string[]
}

/** A control plane running as its own process, in evaluation, with signing keys of its own. */
export interface Control {
  url: string
  port: number
  program: Program
  dataDir: string
  databaseUrl: string | null
  adminToken: string
  setupToken: string
  keyPassphrase: string
  /** With CONTROL_ADMIN_TOKEN. */
  admin: Caller
  anonymous: Caller
  /** A trust file of the keys it signs with, as they are now: what a Hub or the CLI is told to believe in. */
  trustFile(changes?: Record<string, Json>): Promise<string>
  /** SIGTERM; resolves when the process has ended. */
  stop(): Promise<Finished>
  /** SIGKILL; resolves when the process has ended. */
  kill(): Promise<Finished>
  /** Another process on the same database, with the same secrets. */
  beside(options?: Omit<ControlOptions, 'databaseUrl'>): Promise<Control>
}

type Secrets = Pick<Control, 'adminToken' | 'setupToken' | 'keyPassphrase'>

/** Starts a control plane and waits for its ready line. */
export async function startControl(options: ControlOptions = {}): Promise<Control> {
  const secrets = {
    adminToken: createSecret(),
    setupToken: createSecret(),
    keyPassphrase: createSecret(),
  }
  return launch(options.dataDir ?? createDirectory('control'), secrets, options)
}

/** The environment of a control plane in evaluation on a free port, without what `env` sets to the empty string. */
export function controlEnvironment(env: Record<string, string>): Record<string, string> {
  const all = {
    HUB_EVALUATION: '1',
    CONTROL_PORT: '0',
    // Tests activate more than five times in a quarter of an hour; those of the limit set their own.
    CONTROL_ACTIVATION_LIMIT: '1000000/900',
    ...env,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** Several processes on one database, as in a cluster: the first makes the keys and the tables. */
export async function startCluster(count: number, options: ControlOptions = {}): Promise<Control[]> {
  const first = await startControl(options)
  const others = await Promise.all(Array.from({ length: count - 1 }, () => first.beside()))
  return [first, ...others]
}

async function launch(dataDir: string, secrets: Secrets, options: ControlOptions): Promise<Control> {
  const env = controlEnvironment({
    CONTROL_DATA_DIR: dataDir,
    CONTROL_DATABASE_URL: options.databaseUrl ?? '',
    CONTROL_ADMIN_TOKEN: secrets.adminToken,
    CONTROL_SETUP_TOKEN: secrets.setupToken,
    CONTROL_KEY_PASSPHRASE: secrets.keyPassphrase,
    CONTROL_CLOCK_OFFSET_SECONDS: String(options.clockOffsetSeconds ?? 0),
    ...options.env,
  })
  const [command, ...args] = [
    ...(options.inside ?? []),
    process.execPath,
    builtPath('apps/control/dist/main.js'),
  ]
  if (command === undefined) throw new Error('nothing to run')
  const program = startProgram(command, args, { env })
  const ready = await program.line(/^Control (https?:\/\/\S+:(\d+))$/m)
  const url = ready[1] as string
  const admin = createCaller(url, secrets.adminToken)
  const end = (signal: NodeJS.Signals) => (): Promise<Finished> => {
    program.child.kill(signal)
    return program.finished
  }
  return {
    url,
    port: Number(ready[2]),
    program,
    dataDir,
    databaseUrl: options.databaseUrl ?? null,
    ...secrets,
    admin,
    anonymous: createCaller(url),
    trustFile: async changes => writeTrustFile({ ...(await readTrust(admin)), ...changes }),
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
    // On PostgreSQL an instance keeps nothing of its own but its folder.
    beside: (other = {}) =>
      launch(other.dataDir ?? (options.databaseUrl ? createDirectory('control') : dataDir), secrets, {
        ...options,
        ...other,
      }),
  }
}

async function readTrust(admin: Caller): Promise<Record<string, Json>> {
  const answer = await admin.get('/v1/signing-keys')
  if (answer.status !== 200) throw new Error(`the signing keys answered ${answer.status}: ${answer.text}`)
  const { keys } = answer.body as { keys: Record<string, Json>[] }
  return {
    issuer: 'aidoo.biz',
    tiers: ['professional', 'enterprise'],
    keys: keys
      .filter(({ status }) => status !== 'next')
      .map(({ kid, alg, use, status, jwk }) => ({ kid, alg, use, status, jwk }) as Json),
  }
}
