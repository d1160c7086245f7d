import { hostname } from 'node:os'
import {
  type Activation,
  createControlClient,
  fingerprintOf,
  openActivation,
  openFileStore,
  openInstanceKey,
  openMachineClock,
  type StoreWarning,
} from '@licet/activation'
import type { Trust } from '@licet/license'
import packageFile from '../../package.json' with { type: 'json' }
import { type Context, insecureControlHosts, isEvaluation, licetHome, readSetting } from '../context.ts'
import { CliError } from '../errors.ts'
import { loadTrust } from '../input/load-trust.ts'
import { readThisMachine } from '../input/read-this-machine.ts'

/** The license of this `LICET_HOME`, and what it is judged by. */
export interface OwnActivation extends Activation {
  trust: Trust
  home: string
  /** Host of the activation server; null: none is configured. */
  host: string | null
}

/** The options that commands about this machine's own license share. */
export interface OwnOptions {
  trust?: string
  json?: boolean
}

/**
 * Opens the license in `LICET_HOME` for this machine. Repaired permissions and files set aside are told on stderr.
 *
 * @throws {CliError} TRUST_MISSING, TRUST_UNREADABLE, SETTING_TWICE, OPTION_INVALID
 * @throws {ActivationError} CONTROL_URL_INVALID, HOME_UNUSABLE, INSTANCE_KEY_UNUSABLE
 */
export async function openOwnActivation(context: Context, options: OwnOptions): Promise<OwnActivation> {
  const trust = await loadTrust(context, options.trust)
  const home = licetHome(context)
  const url = readSetting(context, 'LICET_CONTROL_URL')
  const client =
    url === undefined ? null : createControlClient({ url, insecureHosts: insecureControlHosts(context) })
  const clock = openMachineClock(clockOffset(context))
  const instanceKey = openInstanceKey(home)
  const productVersion = context.env.LICET_PRODUCT_VERSION || packageFile.version
  const activation = openActivation({
    store: openFileStore(home, warning => context.err(`licet: ${warningText(warning)}\n`)),
    instanceKey,
    readFingerprint: async () => {
      const reading = await readThisMachine(context)
      const owner = { issuer: trust.issuer, installationId: instanceKey.id, productVersion }
      return fingerprintOf(reading, owner).fingerprint
    },
    trust,
    client,
    clock,
    hostname: hostname(),
    productVersion,
  })
  return { ...activation, trust, home, host: client?.host ?? null }
}

/** Only an evaluation may live at another time. */
function clockOffset(context: Context): number {
  const text = context.env.LICET_CLOCK_OFFSET_SECONDS || undefined
  if (text === undefined) return 0
  if (!isEvaluation(context) || !/^-?\d{1,12}$/.test(text))
    throw new CliError('OPTION_INVALID', 'LICET_CLOCK_OFFSET_SECONDS')
  return Number(text)
}

const warningTexts: Readonly<Record<StoreWarning['kind'], string>> = {
  mode_repaired: 'others could read this file; its permissions were put right',
  mode_not_repaired: 'others can read this file, and its permissions cannot be changed',
  owner_differs: 'this file belongs to another user',
  home_mode_repaired: 'others could look into this folder; its permissions were put right',
  set_aside: 'the stored license could not be read and was set aside here; activate again',
}

function warningText({ kind, file }: StoreWarning): string {
  return `${warningTexts[kind]} (${file})`
}
