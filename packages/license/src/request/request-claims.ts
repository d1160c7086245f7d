import type { PublicJwk } from '../trust/trust.ts'

/** What an installation asks of the control plane, in words signed by its own key. Times in epoch seconds. */
export interface RequestClaims {
  /** `req_` and 32 hex digits, random: an answer names it. */
  id: string
  installationId: string
  iat: number
  exp: number
  action: 'activate' | 'heartbeat'
  /** null in a first activation by short key. */
  licenseId: string | null
  /** The key that signed it; `installationId` is derived from it. */
  jwk: PublicJwk
  /** Component name -> salted hash. */
  fingerprint: Readonly<Record<string, string>>
  /** The machine in one word, see `machineUidOf`. */
  uid: string
  hostname: string | null
  productVersion: string | null
  /** It says which answer it goes on from, by `counter` and `previousId`: what tells a machine from its copy. */
  chained: boolean
  /** How many signed answers this installation has taken for this license; 0 where it does not say. */
  counter: number
  /** The id of the last activation it took; null: none. */
  previousId: string | null
}

/** The receipt with which an installation gives its activation up. */
export interface ReleaseClaims {
  /** `rel_` and 32 hex digits, random. */
  id: string
  installationId: string
  iat: number
  licenseId: string
  /** The activation that is given up. */
  activationId: string
  jwk: PublicJwk
  counter: number
}
