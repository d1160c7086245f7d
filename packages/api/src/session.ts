import { z } from 'zod'
import { displayName } from './display-name.ts'
import { epochSeconds } from './shapes.ts'
import { user } from './users.ts'

/** `GET /api/about`: what anybody may know before signing in. */
export const about = z.object({
  name: z.literal('Licet Hub'),
  version: z.string(),
  evaluation: z.boolean(),
  setupRequired: z.boolean(),
  /** Set when the database cannot be used: only the restore page works, with HUB_ADMIN_TOKEN. */
  rescue: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** The one notice that everybody sees, before signing in too: unlicensed or expired. */
  notice: z.string(),
})

/** `text` is the exact English sentence; `kind` and `values` let a page translate it. */
export const banner = z.object({
  id: z.string(),
  kind: z.enum([
    'unlicensed',
    'removal_locks',
    'expired',
    'expiring',
    'renewal_queued',
    'seats_90',
    'seats_full',
    'seats_over',
    'revoked',
    'suspended',
    'locked',
    'machine_mismatch',
    'activation_pending',
    'heartbeat_missed',
    'clone_suspected',
    'vendor_message',
    'unreadable',
    'clock_behind',
    'clock_jumped',
    'license_file_refused',
    'license_key_offline',
    'license_key_waiting',
  ]),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** `no`: stays; `collapse`: can be folded to one line; a number: may be dismissed for so many seconds. */
  dismiss: z.union([z.literal('no'), z.literal('collapse'), z.int()]),
  /** Where the remedy is: a path of the panel; empty for who cannot act. */
  action: z.object({ label: z.string(), path: z.string() }).nullable(),
})
export type Banner = z.infer<typeof banner>

export const sessionUser = user.extend({
  language: z.enum(['en', 'de']).nullable(),
  theme: z.enum(['auto', 'light', 'dark']),
})

/** `GET /api/session`: who am I, and which banners are mine. */
export const session = z.object({
  user: sessionUser.nullable(),
  /** `token` is HUB_ADMIN_TOKEN: admin rights, no account. */
  via: z.enum(['account', 'token']),
  expiresAt: epochSeconds.nullable(),
  mustSetUpSecondFactor: z.boolean(),
  evaluation: z.boolean(),
  version: z.string(),
  now: epochSeconds,
  banners: z.array(banner),
})

export const signIn = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(4096),
  /** Six digits of an authenticator app, or a recovery code; asked for with 401 SECOND_FACTOR_REQUIRED. */
  code: z.string().max(64).optional(),
})
export const signedIn = z.object({ token: z.string(), user: sessionUser })

export const setup = z.strictObject({
  token: z.string().max(512),
  name: displayName(200),
  email: z.email().max(254),
  password: z.string(),
  language: z.enum(['en', 'de']).optional(),
  theme: z.enum(['auto', 'light', 'dark']).optional(),
})

export const updateProfile = z.strictObject({
  name: displayName(200).optional(),
  language: z.enum(['en', 'de']).optional(),
  theme: z.enum(['auto', 'light', 'dark']).optional(),
})
export const changePassword = z.strictObject({ current: z.string().max(4096), next: z.string() })
export const passwordOnly = z.strictObject({ password: z.string().max(4096) })
/** Shown once: the otpauth URI (draw it as QR) and ten recovery codes. Active only after `confirm`. */
export const secondFactorStarted = z.object({
  uri: z.string(),
  secret: z.string(),
  recoveryCodes: z.array(z.string()),
})
export const secondFactorCode = z.strictObject({ code: z.string().min(6).max(16) })
