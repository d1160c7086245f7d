import { randomBytes } from 'node:crypto'
import { builtPath } from './built.ts'
import { type Caller, createCaller } from './caller.ts'
import { createDirectory } from './data-directory.ts'
import { type Finished, type Program, runProgram, startProgram } from './program.ts'
import { createSigningKey, type SigningKey } from './signing-key.ts'
import { type Json, sevenClaims, signToken } from './token.ts'
import { trustEntry, trustOf, writeTrustFile } from './trust-file.ts'

export interface HubOptions {
  /** Set variables; an empty string unsets one of the defaults. */
  env?: Record<string, string>
  dataDir?: string
  /** The vendor's key; made by openssl when absent. */
  key?: SigningKey
  /** The trust file's content; by default it trusts `key` alone. */
  trust?: Json
  clockOffsetSeconds?: number
  /** Another Hub than the one that was built, see `rebuildHub`. */
  program?: string
  /** Runs the Hub inside another program: `['strace', '-f', …]`. */
  inside?: readonly string[]
}

/** A Hub running as its own process, trusting a key that openssl made. */
export interface Hub {
  url: string
  port: number
  program: Program
  dataDir: string
  key: SigningKey
  setupToken: string
  adminToken: string
  statusKey: string
  trustFile: string
  /** With HUB_ADMIN_TOKEN. */
  admin: Caller
  /** With HUB_STATUS_API_KEY. */
  sibling: Caller
  anonymous: Caller
  /** Signs a license with the vendor's key: the seven claims, changed as told. */
  license(changes?: Record<string, Json | undefined>, header?: Record<string, Json>): string
  /** SIGTERM; resolves when the process has ended. */
  stop(): Promise<Finished>
  /** SIGKILL; resolves when the process has ended. */
  kill(): Promise<Finished>
  /** Another process on the same data directory, with the same trust, key and tokens. */
  beside(options?: Omit<HubOptions, 'key' | 'trust' | 'dataDir'>): Promise<Hub>
}

/** A random secret of 43 characters. */
export const createSecret = (): string => randomBytes(32).toString('base64url')

/** The environment of a Hub in evaluation on a free port, without what `env` sets to the empty string. */
export function hubEnvironment(env: Record<string, string>): Record<string, string> {
  const all = { HUB_EVALUATION: '1', HUB_PORT: '0', ...env }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** Runs a Hub that is expected to refuse its start; it is ended when it does not. */
export async function runHub(
  env: Record<string, string>,
  path = builtPath('apps/hub/dist/main.js'),
): Promise<Finished> {
  const all = hubEnvironment({ HUB_DATA_DIR: createDirectory(), ...env })
  const program = startProgram(process.execPath, [path], { env: all })
  const ready = program.line(/^Hub http\S+$/m).then(
    () => program.child.kill('SIGKILL'),
    () => undefined,
  )
  const end = await program.finished
  await ready
  return end
}

/** Starts a Hub and waits for its ready line. */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const key = options.key ?? createSigningKey('vendor-1')
  const trustFile = writeTrustFile(options.trust ?? trustOf([trustEntry(key)]))
  const secrets = { adminToken: createSecret(), statusKey: createSecret(), setupToken: createSecret() }
  return launch(options.dataDir ?? createDirectory(), key, trustFile, secrets, options)
}

type Secrets = Pick<Hub, 'adminToken' | 'statusKey' | 'setupToken'>

async function launch(
  dataDir: string,
  key: SigningKey,
  trustFile: string,
  secrets: Secrets,
  options: HubOptions,
): Promise<Hub> {
  const env = hubEnvironment({
    HUB_DATA_DIR: dataDir,
    HUB_TRUST_FILE: trustFile,
    HUB_ADMIN_TOKEN: secrets.adminToken,
    HUB_STATUS_API_KEY: secrets.statusKey,
    HUB_SETUP_TOKEN: secrets.setupToken,
    HUB_CLOCK_OFFSET_SECONDS: String(options.clockOffsetSeconds ?? 0),
    ...options.env,
  })
  const [command, ...args] = [
    ...(options.inside ?? []),
    process.execPath,
    options.program ?? builtPath('apps/hub/dist/main.js'),
  ]
  if (command === undefined) throw new Error('nothing to run')
  const program = startProgram(command, args, { env })
  const ready = await program.line(/^Hub (https?:\/\/\S+:(\d+))$/m)
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
    key,
    trustFile,
    ...secrets,
    admin,
    sibling: createCaller(url, secrets.statusKey),
    anonymous: createCaller(url),
    license: (changes, header) => signToken(key, sevenClaims(changes), header),
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
    beside: (other = {}) => launch(dataDir, key, trustFile, secrets, { ...options, ...other }),
  }
}

/** Runs the CLI to its end. */
export function runCli(
  args: readonly string[],
  options: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<Finished> {
  return runProgram(process.execPath, [builtPath('apps/cli/dist/main.js'), ...args], options)
}
