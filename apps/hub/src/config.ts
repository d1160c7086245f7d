import { isAbsolute, join, resolve } from 'node:path'
import { ConfigInvalid, type Variable, Variables } from '@licet/server/config'
import { type NotifyConfig, parseNotifyConfig } from './notifications/notify-config.ts'

/** Everything the Hub is told from outside, read once at start; frozen. Secrets never appear in `report`. */
export interface HubConfig {
  host: string
  /** 0: any free port. */
  port: number
  /** Absolute. */
  dataDir: string
  adminToken: string | null
  statusApiKey: string | null
  setupToken: string | null
  /** The license that configuration holds; it outranks the panel. */
  managedLicense: { source: 'environment'; text: string } | { source: 'file'; path: string } | null
  evaluation: boolean
  /** Absolute path of a trust file that replaces all trust; evaluation only. */
  trustFile: string | null
  clockOffsetSeconds: number
  controlUrl: string | null
  /** Hosts that short keys may be sent to unencrypted, by name. */
  insecureControlHosts: readonly string[]
  /** Where people exchange a key and a machine UID for an activation code; shown, never contacted. */
  activationPage: string | null
  /** An activation code that configuration holds. */
  activationCode: HubConfig['managedLicense']
  /** Plays another version of the product, for tests; null: the Hub's own. */
  productVersion: string | null
  /** Plays another machine, for tests: where its files are looked for. */
  machineRoot: string | null
  publicUrl: string | null
  /** Who is told what becomes of the license. */
  notify: NotifyConfig
  allowedHosts: readonly string[]
  trustedProxies: readonly string[]
  tls: { certFile: string; keyFile: string } | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Absolute folder of the built panel. */
  panelDir: string
  /** Absolute folder of the files behind the API's page. */
  docsDir: string
  /** Every variable with where its value comes from; secrets only say whether they are set. */
  report: readonly { name: string; value: string; source: 'environment' | 'file' | 'default' }[]
}

const secretLengthMin = 32
const offsetSecondsMax = 8_000_000_000

/**
 * Reads the configuration from environment variables.
 *
 * Any variable `X` may also come from a file named by `X_FILE`; both set is a fault. Relative paths count from
 * `repositoryRoot`, in an installed archive (null) from the data directory, which itself counts from the working
 * directory there.
 *
 * @returns the configuration, and a warning for every `HUB_…` variable that means nothing.
 * @throws {ConfigInvalid} with every fault at once.
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  places: { repositoryRoot: string | null; workingDirectory: string; panelDir: string; docsDir: string },
): { config: HubConfig; warnings: readonly string[] } {
  const outside = places.repositoryRoot ?? places.workingDirectory
  const variables = new Variables(environment, outside)
  const dataDir = resolve(outside, variables.text('HUB_DATA_DIR', join('data', 'hub')))
  const pathBase = places.repositoryRoot ?? dataDir
  variables.base = pathBase
  const evaluation = variables.flag('HUB_EVALUATION')
  const config: HubConfig = {
    host: variables.text('HUB_HOST', '127.0.0.1'),
    port: variables.integer('HUB_PORT', 2000, 0, 65_535),
    dataDir,
    adminToken: variables.secret('HUB_ADMIN_TOKEN', secretLengthMin),
    statusApiKey: variables.secret('HUB_STATUS_API_KEY', 1),
    setupToken: variables.secret('HUB_SETUP_TOKEN', 1),
    managedLicense: heldText(variables, 'HUB_LICENSE', pathBase),
    evaluation,
    trustFile: trustFile(variables, pathBase, evaluation),
    clockOffsetSeconds: clockOffset(variables, evaluation),
    controlUrl: variables.url('HUB_CONTROL_URL'),
    insecureControlHosts: variables.list('HUB_INSECURE_CONTROL_HOSTS'),
    activationPage: null,
    activationCode: heldText(variables, 'HUB_ACTIVATION_CODE', pathBase),
    productVersion: productVersion(variables, evaluation),
    machineRoot: machineRoot(variables, pathBase, evaluation),
    publicUrl: variables.url('HUB_PUBLIC_URL'),
    notify: parseNotifyConfig(variables),
    allowedHosts: variables.list('HUB_ALLOWED_HOSTS'),
    trustedProxies: variables.list('HUB_TRUSTED_PROXIES'),
    tls: tlsFiles(variables, pathBase),
    logLevel: variables.choice('HUB_LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    panelDir: places.panelDir,
    docsDir: places.docsDir,
    report: variables.report,
  }
  config.activationPage = activationPage(variables, config.controlUrl)
  sharedSecret(config, variables)
  if (variables.faults.length > 0) throw new ConfigInvalid(variables.faults)
  return { config: Object.freeze(config), warnings: variables.unread('HUB_').map(unknownVariable) }
}

function unknownVariable(name: string): string {
  return `${name} is not a variable that the Hub knows; it has no effect.`
}

function heldText(variables: Variables, name: string, base: string): HubConfig['managedLicense'] {
  // Not read here: the file may change, come later or be unusable without keeping the Hub from starting.
  const variable: Variable | null = variables.unopened(name)
  if (variable === null) return null
  if (variable.source === 'environment') return { source: 'environment', text: variable.value }
  return { source: 'file', path: absolute(variable.value, base) }
}

function trustFile(variables: Variables, base: string, evaluation: boolean): string | null {
  const path = variables.path('HUB_TRUST_FILE', base)
  if (path !== null && !evaluation) {
    variables.faults.push(
      'HUB_TRUST_FILE is refused unless HUB_EVALUATION=1: a production Hub trusts what it was built with.',
    )
  }
  return path
}

function clockOffset(variables: Variables, evaluation: boolean): number {
  const offset = variables.integer('HUB_CLOCK_OFFSET_SECONDS', 0, -offsetSecondsMax, offsetSecondsMax)
  if (offset !== 0 && !evaluation) {
    variables.faults.push('HUB_CLOCK_OFFSET_SECONDS is refused unless HUB_EVALUATION=1.')
  }
  return offset
}

function activationPage(variables: Variables, controlUrl: string | null): string | null {
  return variables.url('HUB_ACTIVATION_PAGE') ?? (controlUrl === null ? null : `${controlUrl}/activate`)
}

function productVersion(variables: Variables, evaluation: boolean): string | null {
  const version = variables.text('HUB_PRODUCT_VERSION', '')
  if (version === '') return null
  if (!evaluation) variables.faults.push('HUB_PRODUCT_VERSION is refused unless HUB_EVALUATION=1.')
  if (!/^\d{1,6}\.\d{1,6}(\.\d{1,6})?$/.test(version)) {
    variables.faults.push('HUB_PRODUCT_VERSION must look like 1.2 or 1.2.3.')
  }
  return version
}

function machineRoot(variables: Variables, base: string, evaluation: boolean): string | null {
  const path = variables.path('LICET_MACHINE_ROOT', base)
  return evaluation ? path : null
}

function tlsFiles(variables: Variables, base: string): HubConfig['tls'] {
  const certFile = variables.path('HUB_TLS_CERT_FILE', base)
  const keyFile = variables.path('HUB_TLS_KEY_FILE', base)
  if ((certFile === null) !== (keyFile === null)) {
    variables.faults.push('HUB_TLS_CERT_FILE and HUB_TLS_KEY_FILE go together: set both or neither.')
  }
  return certFile !== null && keyFile !== null ? { certFile, keyFile } : null
}

function sharedSecret(config: HubConfig, variables: Variables): void {
  if (config.adminToken !== null && config.adminToken === config.statusApiKey) {
    variables.faults.push(
      'HUB_STATUS_API_KEY must differ from HUB_ADMIN_TOKEN, or every sibling is an administrator.',
    )
  }
}

function absolute(path: string, base: string): string {
  return isAbsolute(path) ? path : resolve(base, path)
}
