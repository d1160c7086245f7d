import {
  evaluate,
  type Facts,
  LicenseError,
  type LicenseState,
  type Trust,
  type VerifiedLicense,
  verifyLicense,
} from '@licet/license'
import { formatTime } from './output/format-time.ts'

/** What `licet verify --json` prints. */
export interface Answer {
  valid: boolean
  state: string
  /** Why not; `null` when the license is in force. */
  code: string | null
  /** The key that verified it; `null` where none did. */
  kid: string | null
  /** The claims that have a meaning, as they stand in the token; `null` where nothing was verified. */
  claims: Record<string, unknown> | null
}

/** An answer, the sentence for people, and whether the question could not even be asked. */
export interface Verdict {
  answer: Answer
  sentence: string
  unasked: boolean
}

const knownClaims = [
  'iss',
  'sub',
  'exp',
  'customer',
  'tier',
  'seats',
  'products',
  'jti',
  'iat',
  'nbf',
  'aud',
  'rev',
  'features',
  'warn_days',
  'policy',
]

/**
 * Verifies one token and evaluates it alone: no seats, no machine, no revocation list is known here.
 *
 * @param installationId - Left out, `aud` is not judged.
 */
export async function judgeLicense(
  token: string,
  trust: Trust,
  now: number,
  installationId?: string,
): Promise<Verdict> {
  try {
    const license = await verifyLicense(token, trust, { now, installationId })
    return inState(license, evaluate(factsOf(license), now))
  } catch (error) {
    if (!(error instanceof LicenseError)) throw error
    return unreadable(error.code, sentenceOf(error))
  }
}

/** What is wrong, and where or by how much. */
export function sentenceOf({ message, detail }: { message: string; detail?: string | undefined }): string {
  return detail === undefined ? message : `${message} (${detail})`
}

/** The verdict on a text that says nothing that can be believed. */
export function unreadable(code: string, sentence: string): Verdict {
  const answer = { valid: false, state: 'unreadable', code, kid: null, claims: null }
  return { answer, sentence: `Not valid. ${sentence}\n${code}`, unasked: false }
}

/** The facts of somebody who holds one license and nothing else. */
export function factsOf(license: VerifiedLicense): Facts {
  return {
    licenses: [license],
    unreadable: null,
    revocations: null,
    activation: null,
    fingerprint: null,
    installationId: '',
    seatsUsed: null,
  }
}

function inState(license: VerifiedLicense, state: LicenseState): Verdict {
  const code = state.valid ? null : state.reason
  const answer = { valid: state.valid, state: state.kind, code, kid: license.kid, claims: claimsOf(license) }
  const heading = state.valid
    ? `Genuine and in force until ${formatTime(license.claims.exp)}.`
    : 'Genuine, but not in force.'
  const lines = [`${heading} ${state.message}`, state.remedy, code ?? '']
  return { answer, sentence: lines.filter(line => line !== '').join('\n'), unasked: false }
}

/** Claims that nobody gave a meaning are never echoed. */
function claimsOf(license: VerifiedLicense): Record<string, unknown> {
  return Object.fromEntries(
    knownClaims.filter(name => Object.hasOwn(license.raw, name)).map(name => [name, license.raw[name]]),
  )
}
