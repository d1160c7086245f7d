/** The rules a license carries with it. Absent in a token: `softPolicy`. */
export interface Policy {
  enforcement: 'soft' | 'locked'
  binding: 'none' | 'machine'
  /** How many fingerprint components must match: `k` of those present, or `all`. */
  match: { atLeast: number | 'all'; productVersion: boolean }
  /** Concurrent activations; null: unlimited. */
  machines: number | null
  transfer: 'self' | 'staff' | 'none'
  activationGraceSeconds: number
  /** null: no heartbeat is expected. */
  heartbeatSeconds: number | null
  graceSeconds: number | null
}

/** What a license says, in its own words. Times in epoch seconds. */
export interface LicenseClaims {
  iss: string
  sub: string
  exp: number
  customer: string
  tier: string
  seats: number
  products: readonly string[]
  jti?: string
  iat?: number
  nbf?: number
  aud?: readonly string[]
  rev?: number
  features: Readonly<Record<string, boolean | number | string>>
  /** Days before `exp` at which the license counts as expiring. */
  warnDays: number
  policy: Policy
}

/** A license whose signature, key and claims hold. Expiry and binding are not judged here: see `evaluate`. */
export interface VerifiedLicense {
  /** `jti`, else SHA-256 (hex) of `header.payload`. Names the license in revocation lists. */
  id: string
  /** SHA-256 (hex) of `header.payload`: also a name that a revocation list may use. */
  digest: string
  kid: string
  claims: LicenseClaims
  /** The claims exactly as they stand in the token, for display. */
  raw: Readonly<Record<string, unknown>>
}

/** What a signed revocation list says: license ids (`jti` or digest), strictly rising sequence. */
export interface RevocationList {
  sequence: number
  issuedAt: number
  revoked: ReadonlySet<string>
}

/** A lease: this license may be used on this machine until `exp`. */
export interface ActivationClaims {
  id: string
  kid: string
  licenseId: string
  installationId: string
  iat: number
  exp: number
  /** Component name -> salted hash. */
  fingerprint: Readonly<Record<string, string>>
  directive: 'none' | 'suspend' | 'lock' | 'revoke'
  /** The request it answers; null where there was none. */
  request: string | null
  /** The installation's counter once it has taken this answer; null where none is kept. */
  counter: number | null
  /** What the vendor has to say to the admin: plain text, one line. */
  message: string | null
}
