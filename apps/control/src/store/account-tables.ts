import type { Generated } from 'kysely'

/** Staff, their sessions, keys of machines and of signatures, the audit chain, settings and what is counted. */
export interface AccountTables {
  migration: { name: string; applied_at: number }
  user: UserTable
  session: SessionTable
  account: AccountTable
  verification: VerificationTable
  two_factor: TwoFactorTable
  used_code: { user_id: string; code: string; used_at: number }
  /** Small facts that exist once: what signs session cookies, what proves the passphrase. */
  secret: { name: string; value: string }
  api_token: ApiTokenTable
  audit: AuditTable
  setting: { name: string; value: string }
  signing_key: SigningKeyTable
  keyset: { sequence: number; text: string; stored_at: number; stored_by: string }
  idempotency: IdempotencyTable
  saved_view: SavedViewTable
  rate_limit: { subject: string; attempts: number; started_at: number }
}

/** Columns as better-auth expects them, in our spelling, and ours beside them. */
export interface UserTable {
  id: string
  name: string
  email: string
  email_verified: Generated<number>
  image: string | null
  created_at: number
  updated_at: number
  two_factor_enabled: Generated<number>
  role: string
  enabled: Generated<number>
  language: string | null
  theme: Generated<string>
  last_seen_at: number | null
}

export interface SessionTable {
  id: string
  token: string
  user_id: string
  expires_at: number
  created_at: number
  updated_at: number
  ip_address: string | null
  user_agent: string | null
}

export interface AccountTable {
  id: string
  account_id: string
  provider_id: string
  user_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: number | null
  refresh_token_expires_at: number | null
  scope: string | null
  password: string | null
  created_at: number
  updated_at: number
}

export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: number
  created_at: number
  updated_at: number
}

export interface TwoFactorTable {
  id: string
  secret: string
  backup_codes: string
  user_id: string
  verified: Generated<number>
  failed_verification_count: Generated<number>
  locked_until: number | null
}

export interface ApiTokenTable {
  id: string
  name: string
  /** JSON array of permissions. */
  scopes: string
  prefix: string
  hash: string
  created_at: number
  created_by: string
  expires_at: number | null
  last_used_at: number | null
  last_used_from: string | null
  /** `usr_…`, `tok_…` or `admin_token`; null where nobody knows. */
  maker_id: string | null
  /** When it ended with its maker. */
  ended_at: number | null
}

export interface AuditTable {
  sequence: number
  id: string
  at: number
  actor: string
  actor_name: string
  action: string
  target: string
  /** JSON. */
  detail: string
  address: string
  previous: string
  hash: string
}

export interface SigningKeyTable {
  kid: string
  alg: string
  use: string
  /** next | active | retired | compromised. */
  status: string
  /** JSON Web Key, the public part. */
  jwk: string
  /** JSON of the envelope, the private part. */
  envelope: string
  created_at: number
  created_by: string
  activated_at: number | null
  retired_at: number | null
}

export interface IdempotencyTable {
  /** Who asked, and the key they chose. */
  actor: string
  key: string
  /** SHA-256 of method, path and body. */
  request: string
  /** Null while it is being answered. */
  status: number | null
  body: string | null
  created_at: number
}

/** Filters of the list of licenses under a name. */
export interface SavedViewTable {
  id: string
  user_id: string
  name: string
  /** JSON object. */
  filter: string
  saved_at: number
}
