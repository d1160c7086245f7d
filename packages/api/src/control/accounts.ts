import { z } from 'zod'
import { displayName, singleLine } from '../display-name.ts'
import { epochSeconds, pageQuery } from '../shapes.ts'

/** What a member of the staff is. */
export const staffRole = z.enum(['onboarding', 'support', 'super_admin', 'auditor'])
export type StaffRole = z.infer<typeof staffRole>

/** Every right there is; audit actions begin with the one they were done by. */
export const permission = z.enum([
  'read',
  'license.issue',
  'license.revoke',
  'signing.manage',
  'settings.manage',
  'team.manage',
])
export type Permission = z.infer<typeof permission>

/** What each role may do. Whoever is signed in reads; nothing else is given by itself. */
export const rolePermissions = {
  onboarding: ['read', 'license.issue'],
  support: ['read', 'license.issue', 'license.revoke'],
  super_admin: permission.options,
  auditor: ['read'],
} as const satisfies Record<StaffRole, readonly Permission[]>

/** `GET /v1/roles`: the table of roles, for people to read. */
export const roleTable = z.object({
  permissions: z.array(permission),
  roles: z.array(z.object({ role: staffRole, permissions: z.array(permission), people: z.int() })),
})

export const staffMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: staffRole,
  enabled: z.boolean(),
  secondFactor: z.boolean(),
  createdAt: epochSeconds,
  lastSeenAt: epochSeconds.nullable(),
})
export type StaffMember = z.infer<typeof staffMember>

export const staffQuery = pageQuery.extend({ q: z.string().max(200).optional(), role: staffRole.optional() })
export const staffPage = z.object({
  staff: z.array(staffMember),
  total: z.int(),
  next: z.string().nullable(),
})

const name = displayName(200)
/** Checked in full by the password rules (12–1,024 bytes, no common ones). */
const password = z.string()

export const createStaff = z.strictObject({ name, email: z.email().max(254), password, role: staffRole })
export const updateStaff = z.strictObject({
  name: name.optional(),
  role: staffRole.optional(),
  enabled: z.boolean().optional(),
  password: password.optional(),
  /** `true` takes a lost second factor away. */
  resetSecondFactor: z.literal(true).optional(),
})

export const staffAccount = staffMember.extend({
  language: z.enum(['en', 'de']).nullable(),
  theme: z.enum(['auto', 'light', 'dark']),
})

/** `GET /v1/session`: who am I and what may I do. */
export const staffSession = z.object({
  user: staffAccount.nullable(),
  /** `token` is CONTROL_ADMIN_TOKEN or an API token: rights without an account. */
  via: z.enum(['account', 'token']),
  name: z.string(),
  role: staffRole.nullable(),
  permissions: z.array(permission),
  expiresAt: epochSeconds.nullable(),
  mustSetUpSecondFactor: z.boolean(),
  evaluation: z.boolean(),
  version: z.string(),
  now: epochSeconds,
  /** `refused`: nothing can be signed; the reason is for whoever runs the server. */
  signing: z.object({ state: z.enum(['ready', 'refused']), reason: z.string() }),
})
export type StaffSession = z.infer<typeof staffSession>
export const staffSignedIn = z.object({ token: z.string(), user: staffAccount })

/** `GET /v1/about`: what anybody may know. */
export const controlAbout = z.object({
  name: z.literal('Licet Control'),
  version: z.string(),
  evaluation: z.boolean(),
  setupRequired: z.boolean(),
  issuer: z.string(),
  /** What stands on the public activation page. */
  activationMessage: z.string(),
})

export const apiToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(permission),
  prefix: z.string(),
  createdAt: epochSeconds,
  createdBy: z.string(),
  expiresAt: epochSeconds.nullable(),
  lastUsedAt: epochSeconds.nullable(),
  lastUsedFrom: z.string().nullable(),
  /** It expired, or whoever made it is disabled or gone: it is refused. */
  ended: z.boolean(),
  /** What it may do now: its scopes, as far as its maker has them still. */
  permissions: z.array(permission),
})
export type ApiToken = z.infer<typeof apiToken>
export const apiTokenList = z.object({ tokens: z.array(apiToken) })
export const createApiToken = z.strictObject({
  name: displayName(100),
  scopes: z.array(permission).min(1).max(permission.options.length),
  expiresAt: epochSeconds.optional(),
})
/** The token itself, this once. */
export const apiTokenCreated = apiToken.extend({ token: z.string() })

export const controlSettings = z.object({
  requireSecondFactor: z.enum(['nobody', 'everybody']),
  defaultLanguage: z.enum(['en', 'de']),
  /** What short keys begin with. */
  keyPrefix: z.string().regex(/^[A-Z][A-Z0-9]{1,15}$/),
  /** For policies of one's own that name no period. */
  heartbeatSeconds: z.int().min(60).max(2_592_000),
  graceSeconds: z.int().min(0).max(31_536_000),
  /** What a successful activation says to the customer's administrator. */
  activationMessage: singleLine(500),
})
export type ControlSettings = z.infer<typeof controlSettings>
export const updateControlSettings = z.strictObject(controlSettings.partial().shape)
/** With what comes from elsewhere and is only shown. */
export const controlSettingsReport = controlSettings.extend({
  issuer: z.string(),
  limits: z.object({
    perAddress: z.object({ attempts: z.int(), seconds: z.int() }),
    perKey: z.object({ attempts: z.int(), seconds: z.int() }),
  }),
  /** The last address that forwarded another one without being a trusted proxy, since this process started. */
  unnamedProxy: z.string().nullable(),
  database: z.enum(['sqlite', 'postgres']),
  /** The processes that serve on this database; `self` is the one that answers. On SQLite it is alone. */
  instances: z.array(z.object({ name: z.string(), self: z.boolean() })),
  environment: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      source: z.enum(['environment', 'file', 'default']),
      /** What travels unencrypted because of it. */
      warning: z.enum(['LISTENS_IN_CLEAR', 'CONTROL_IN_CLEAR', 'WEBHOOK_IN_CLEAR']).optional(),
    }),
  ),
})
/** Signed head of the chain: compact JWS by the active license key over {sequence, head, at, installationId}. */
export const controlCheckpoint = z.object({
  sequence: z.int(),
  head: z.string(),
  at: epochSeconds,
  installationId: z.string(),
  kid: z.string(),
  checkpoint: z.string(),
})
