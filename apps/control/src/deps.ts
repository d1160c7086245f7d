import type { Permission, StaffRole } from '@licet/api/control'
import type { Trust } from '@licet/license'
import type { AttemptLimits, ForwardingWatch } from '@licet/server'
import type { Auth, LiveSession } from '@licet/server/accounts'
import type { Logger } from 'pino'
import type { ActivationLimits } from './access/activation-limits.ts'
import type { SetupToken } from './access/setup-token.ts'
import type { Clock } from './clock.ts'
import type { ControlConfig } from './config.ts'
import type { KeyRing } from './keys/key-ring.ts'
import type { ControlMetrics } from './metrics.ts'
import type { ControlDatabase } from './store/database.ts'

/** Whoever asks for something: taken from the credential, written into the audit log. */
export interface Actor {
  /** `usr_…`, `tok_…`, `ins_…`, `admin_token`, `setup`, `system`. */
  id: string
  name: string
  kind: 'staff' | 'api_token' | 'admin_token' | 'installation' | 'setup' | 'system'
  /** Null for everybody who is not of the staff. */
  role: StaffRole | null
  permissions: ReadonlySet<Permission>
  /** Network address of the client; empty for the system. */
  address: string
}

/** Everything a route or a service may use; made once at start. */
export interface ControlDeps {
  config: ControlConfig
  database: ControlDatabase
  clock: Clock
  /** The only way to sign anything. */
  keys: KeyRing
  /** The vendor's name as licenses carry it, the order of the tiers and the root keys that keysets are believed by. */
  trust: Trust
  log: Logger
  /** On activation: kept in the database. */
  limits: ActivationLimits
  /** On signing in: kept by each process. */
  attempts: AttemptLimits
  auth: Auth
  setupToken: SetupToken
  metrics: ControlMetrics
  /** Proxies that nobody named. */
  forwarding: ForwardingWatch
  /** Names this control plane in its audit chain. */
  controlId: string
  version: string
}

/** What a request carries through the middleware. */
export interface ControlEnv {
  Variables: {
    requestId: string
    /** Null for nobody; absent before anybody looked. */
    actor?: Actor | null
    address: string
    /** Set when the credential is a session. */
    session?: LiveSession
  }
}
