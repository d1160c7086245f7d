import type { Generated } from 'kysely'

/** Licenses with their revisions, the machines that live on them, what those asked, and what was revoked. */
export interface LicensingTables {
  license: LicenseTable
  license_revision: LicenseRevisionTable
  license_product: LicenseProductTable
  machine: MachineTable
  heartbeat: HeartbeatTable
  revocation: RevocationTable
  revocation_list: RevocationListTable
  offline_answer: OfflineAnswerTable
  used_request: UsedRequestTable
  signed_time: SignedTimeTable
}

/** One license, as its present revision says. Times in epoch seconds. */
export interface LicenseTable {
  /** `lic_…`, the `jti` of every revision's token. */
  id: string
  /** 1, 2, 3, … in the order of issue, without gaps: licenses are never deleted. */
  number: number
  customer_id: string
  customer_name: string
  /** `customer_name` in lower case: what is searched. */
  customer_search: string
  /** `in_force`, `suspended` or `revoked`: what was decided; what follows from dates is derived. */
  status: string
  status_reason: string
  status_at: number
  /** Who suspended it: `staff`, or the id of a subscription; null while it is not suspended. */
  suspended_by: string | null
  revision: number
  tier: string
  seats: number
  /** JSON array. */
  products: string
  /** JSON object. */
  features: string
  /** JSON of the `policy` claim. */
  policy: string
  preset: string | null
  policy_id: string | null
  /** 1: bound to a machine. */
  bound: number
  /** 1: its end locks. */
  locks: number
  /** Null: no heartbeat is expected. */
  heartbeat_seconds: number | null
  warn_days: number
  /** JSON array of installation ids; empty: any. */
  audience: string
  note: string
  /** Calendar months from the first activation; null: its dates stand fast. */
  term_months: number | null
  issued_at: number
  /** When the present revision was made, its `iat`. */
  revised_at: number
  starts_at: number | null
  /** Null while it is unminted. */
  expires_at: number | null
  /** When it begins to count as expiring. */
  warns_at: number | null
  token: string | null
  kid: string | null
  /** SHA-256 of the short key. */
  key_hash: string | null
  key_hint: string | null
  /** The last four symbols of the short key, in lower case: what is searched. */
  key_search: string | null
  deployment_id: string | null
  /** Machines that live on it now. */
  machines: number
  /** What the vendor has to say to its admin; sent with every answer. */
  message: string | null
  /** The first revision whose signed text proves a right to activate; raised with each new short key. */
  proof_revision: Generated<number>
}

/** One revision of a license; kept for good. */
export interface LicenseRevisionTable {
  license_id: string
  revision: number
  issued_at: number
  starts_at: number | null
  expires_at: number | null
  tier: string
  seats: number
  products: string
  /** Why it was made. */
  reason: string
  actor_name: string
  token: string | null
  kid: string | null
}

/** Finds licenses by product; `number` is the license's. */
export interface LicenseProductTable {
  product: string
  number: number
}

/** One machine that holds, or held, an activation of a license. */
export interface MachineTable {
  /** `mac_…`. */
  id: string
  license_id: string
  /** `sha256:…`. */
  machine_id: string
  /** Null: activated by fingerprint alone. */
  installation_id: string | null
  /** The installation that lived on this machine before this one took over. */
  former_installation_id: string | null
  /** JSON: component name to hash. */
  fingerprint: string
  hostname: string | null
  product_version: string | null
  /** `active`, `flagged`, `released`, `rebound` or `revoked`. */
  state: string
  /** The machine that this one seems to be a copy of; a copy holds nothing. */
  copy_of: string | null
  first_at: number
  last_seen_at: number
  lease_ends_at: number | null
  flagged_at: number | null
  ended_at: number | null
  /** When a signed refusal to this machine was first written into the audit log. */
  refused_at: number | null
  /** The installation's counter once it has taken the last answer. */
  counter: number
  /** 1: whatever the counter, the next question begins the chain anew. */
  chain_open: number
  /** The highest counter it was ever answered at, also before its chain began anew. */
  counter_max: Generated<number>
  /** When its chain was last begun anew without the vendor; null: never. */
  restored_at: number | null
  /** When an installation took the place of another on it; null: never. */
  taken_over_at: number | null
  /** The last answer: its `jti`, the request it answered and when that ends, the bytes. */
  answer_id: string | null
  /** The `jti` of the answer before. */
  former_answer_id: string | null
  answer_request: string | null
  answer_request_ends_at: number | null
  answer_token: string | null
  answer_directive: string
  /** What the last answer carried, and what the machine is known to have: revision, sequences. */
  sent_revision: number
  known_revision: number
  sent_keyset: number
  known_keyset: number
  sent_revocations: number
  known_revocations: number
}

/** An answer to, or the refusal of, one signed question; also remembers, for a while, that the request was used. */
export interface HeartbeatTable {
  /** `hb_…`, rising with time. */
  id: string
  at: number
  license_id: string
  machine_row: string | null
  installation_id: string
  hostname: string | null
  product_version: string | null
  /** Our time less the installation’s own as it asked; null for what was asked without a request. */
  skew_seconds: number | null
  /** `req_…`, once it was answered. */
  request_id: string | null
  counter: number
  outcome: string
  /** JSON array of the types of directives. */
  directives: string
  address: string
}

/** A request or receipt that was answered and that no counter tells from a new one; kept for good. */
export interface UsedRequestTable {
  /** `req_…`, `rel_…`. */
  id: string
  at: number
}

/** The newest time that was signed: the one row. */
export interface SignedTimeTable {
  id: number
  at: number
}

/** A license that was revoked. */
export interface RevocationTable {
  license_id: string
  revoked_at: number
  /** When it would have ended anyway; null: never, or not known. */
  expires_at: number | null
}

/** The signed lists; the last one counts. */
export interface RevocationListTable {
  sequence: number
  issued_at: number
  text: string
  kid: string
  count: number
  /** SHA-256 of the text. */
  digest: string
}

/** An answer that was carried by hand. */
export interface OfflineAnswerTable {
  /** `off_…`, rising with time. */
  id: string
  at: number
  license_id: string
  machine_row: string
  installation_id: string | null
  /** `request`, `release` or `machine_uid`. */
  kind: string
  /** `desk` or `page`. */
  via: string
  actor_name: string
}
