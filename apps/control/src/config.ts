import { join, resolve } from 'node:path'
import { ConfigInvalid, Variables } from '@licet/server/config'

/** How often something may be tried. */
export interface Limit {
  attempts: number
  seconds: number
}

/** Everything the control plane is told from outside, read once at start; frozen. Secrets never appear in `report`. */
export interface ControlConfig {
  host: string
  /** 0: any free port. */
  port: number
  /** Absolute. */
  dataDir: string
  /** `postgres://…`; null: SQLite in the data directory. */
  databaseUrl: string | null
  adminToken: string | null
  setupToken: string | null
  /** Unlocks the signing keys; null in evaluation alone, where a file in the data directory holds one. */
  keyPassphrase: string | null
  evaluation: boolean
  /** Absolute path of a trust file that replaces the one of the build. */
  trustFile: string | null
  clockOffsetSeconds: number
  /** On activation, per address. */
  activationLimit: Limit
  publicUrl: string | null
  allowedHosts: readonly string[]
  trustedProxies: readonly string[]
  tls: { certFile: string; keyFile: string } | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Absolute folder of the built console. */
  consoleDir: string
  /** Absolute folder of the files behind the API's page. */
  docsDir: string
  /** Every variable with where its value comes from; secrets only say whether they are set. */
  report: readonly { name: string; value: string; source: 'environment' | 'file' | 'default' }[]
}

const secretLengthMin = 32
const passphraseLengthMin = 8
const offsetSecondsMax = 8_000_000_000
const limitMax = { attempts: 1_000_000_000, seconds: 31_536_000 }

/**
 * Reads the configuration from environment variables.
 *
 * Any variable `X` may also come from a file named by `X_FILE`; both set is a fault. Relative paths count from
 * `repositoryRoot`, in an installed archive (null) from the data directory, which itself counts from the working
 * directory there. `HUB_EVALUATION` stands in for an unset `CONTROL_EVALUATION`: both servers are evaluated together.
 *
 * @returns the configuration, and a warning for every `CONTROL_…` variable that means nothing.
 * @throws {ConfigInvalid} with every fault at once.
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  places: { repositoryRoot: string | null; workingDirectory: string; consoleDir: string; docsDir: string },
): { config: ControlConfig; warnings: readonly string[] } {
  const outside = places.repositoryRoot ?? places.workingDirectory
  const variables = new Variables(environment, outside)
  const dataDir = resolve(outside, variables.text('CONTROL_DATA_DIR', join('data', 'control')))
  const pathBase = places.repositoryRoot ?? dataDir
  variables.base = pathBase
  const evaluation = variables.isSet('CONTROL_EVALUATION')
    ? variables.flag('CONTROL_EVALUATION')
    : variables.flag('HUB_EVALUATION')
  const config: ControlConfig = {
    host: variables.text('CONTROL_HOST', '127.0.0.1'),
    port: variables.integer('CONTROL_PORT', 2100, 0, 65_535),
    dataDir,
    databaseUrl: variables.address('CONTROL_DATABASE_URL', ['postgres:', 'postgresql:'])?.href ?? null,
    adminToken: variables.secret('CONTROL_ADMIN_TOKEN', secretLengthMin),
    setupToken: variables.secret('CONTROL_SETUP_TOKEN', 1),
    keyPassphrase: keyPassphrase(variables, evaluation),
    evaluation,
    trustFile: variables.path('CONTROL_TRUST_FILE', pathBase),
    clockOffsetSeconds: clockOffset(variables, evaluation),
    activationLimit: activationLimit(variables),
    publicUrl: variables.url('CONTROL_PUBLIC_URL'),
    allowedHosts: variables.list('CONTROL_ALLOWED_HOSTS'),
    trustedProxies: variables.list('CONTROL_TRUSTED_PROXIES'),
    tls: tlsFiles(variables, pathBase),
    logLevel: variables.choice('CONTROL_LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    consoleDir: places.consoleDir,
    docsDir: places.docsDir,
    report: variables.report,
  }
  if (variables.faults.length > 0) throw new ConfigInvalid(variables.faults)
  return { config: Object.freeze(config), warnings: variables.unread('CONTROL_').map(unknownVariable) }
}

function unknownVariable(name: string): string {
  return `${name} is not a variable that the control plane knows; it has no effect.`
}

function keyPassphrase(variables: Variables, evaluation: boolean): string | null {
  const passphrase = variables.phrase('CONTROL_KEY_PASSPHRASE', passphraseLengthMin)
  if (passphrase === null && !evaluation && !variables.isSet('CONTROL_KEY_PASSPHRASE')) {
    variables.faults.push(
      'CONTROL_KEY_PASSPHRASE is missing: it unlocks the signing keys. Choose a long one, and keep it apart from the backups.',
    )
  }
  return passphrase
}

function clockOffset(variables: Variables, evaluation: boolean): number {
  const name = 'CONTROL_CLOCK_OFFSET_SECONDS'
  const offset = variables.integer(name, 0, -offsetSecondsMax, offsetSecondsMax)
  if (offset !== 0 && !evaluation) variables.faults.push(`${name} is refused unless HUB_EVALUATION=1.`)
  return offset
}

function activationLimit(variables: Variables): Limit {
  const text = variables.text('CONTROL_ACTIVATION_LIMIT', '5/900')
  const [attempts = 0, seconds = 0] = /^\d{1,10}\/\d{1,8}$/.test(text) ? text.split('/').map(Number) : []
  const usable = attempts >= 1 && attempts <= limitMax.attempts && seconds >= 1 && seconds <= limitMax.seconds
  if (!usable) variables.faults.push('CONTROL_ACTIVATION_LIMIT must be attempts/seconds, for example 5/900.')
  return { attempts, seconds }
}

function tlsFiles(variables: Variables, base: string): ControlConfig['tls'] {
  const certFile = variables.path('CONTROL_TLS_CERT_FILE', base)
  const keyFile = variables.path('CONTROL_TLS_KEY_FILE', base)
  if ((certFile === null) !== (keyFile === null)) {
    variables.faults.push('CONTROL_TLS_CERT_FILE and CONTROL_TLS_KEY_FILE go together: set both or neither.')
  }
  return certFile !== null && keyFile !== null ? { certFile, keyFile } : null
}
