import type { InstanceKey } from '@licet/activation'
import type { Facts, LicenseState, Trust } from '@licet/license'
import type { ForwardingWatch } from '@licet/server'
import type { Auth, LiveSession } from '@licet/server/accounts'
import type { Logger } from 'pino'
import type { SetupToken } from './access/setup-token.ts'
import type { ControlLink } from './activation/control-link.ts'
import type { Machine } from './activation/machine.ts'
import type { MonotonicClock } from './clock.ts'
import type { HubConfig } from './config.ts'
import type { HubLicensing } from './licensing/licensing.ts'
import type { ManagedLicense } from './licensing/managed-license.ts'
import type { StatusBoard } from './licensing/status-board.ts'
import type { HubMetrics } from './metrics.ts'
import type { Notifier } from './notifications/notifier.ts'
import type { HubDatabase } from './store/database.ts'

/** Whoever asks for something: taken from the credential, written into the audit log. */
export interface Actor {
  /** `usr_…`, `key_…`, `admin_token`, `system`, `setup`. */
  id: string
  name: string
  kind: 'user' | 'admin_token' | 'service_key' | 'system' | 'setup'
  role: 'admin' | 'user' | 'service'
  /** Network address of the client; empty for the system. */
  address: string
  /** Service keys and HUB_STATUS_API_KEY only. */
  scopes?: readonly string[]
  /** The product that a service key was made for; null: any. */
  product?: string | null
}

/** The time this installation goes by, in epoch seconds. */
export interface Clock {
  /** Never before the floor: setting the clock back revives nothing. */
  now(): number
  /** What the machine says, shifted by HUB_CLOCK_OFFSET_SECONDS. */
  system(): number
  warning(): 'none' | 'behind' | 'jumped'
}

/** A license fact set proven to match the stored bytes inside the transaction it is handed to. */
export interface VerifiedView {
  facts: Facts
  state: LicenseState
  /** Enabled accounts allowed; null: no limit. */
  limit: number | null
  now: number
}

/** What the stored bytes amount to, verified again whenever they, the trust or the database change. */
export interface Licensing {
  trust(): Promise<Trust>
  state(): Promise<LicenseState>
  /**
   * Runs `work` in one immediate transaction in which `view` matches the stored license bytes. Bytes are verified before
   * the transaction and compared inside it; when another process changed them meanwhile, it starts again.
   * `view.facts.seatsUsed` is counted inside the transaction.
   */
  withVerified<T>(work: (tx: HubDatabase, view: VerifiedView) => T): Promise<T>
}

/** Everything a route or a service may use; made once in `main.ts`. */
export interface HubDeps {
  config: HubConfig
  database: HubDatabase
  clock: MonotonicClock
  log: Logger
  installation: InstanceKey
  /** The machine this runs on. */
  machine: Machine
  /** The activation server; a link in name only where none is configured. */
  control: ControlLink
  licensing: HubLicensing
  board: StatusBoard
  /** What became of HUB_LICENSE. */
  managed: ManagedLicense
  notifier: Notifier
  auth: Auth
  setupToken: SetupToken
  metrics: HubMetrics
  /** Proxies that nobody named. */
  forwarding: ForwardingWatch
  version: string
}

/** What a request carries through the middleware. */
export interface HubEnv {
  Variables: {
    requestId: string
    /** Null for nobody; absent before anybody looked. */
    actor?: Actor | null
    address: string
    /** Set when the credential is a session. */
    session?: LiveSession
  }
}
