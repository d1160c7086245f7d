import { createHash } from 'node:crypto'
import {
  type ArtifactKind,
  evaluate,
  inspectToken,
  LicenseError,
  type Trust,
  verifyLicense,
} from '@licet/license'
import { formatDistance, formatTime } from './output/format-time.ts'
import { printable } from './output/printable.ts'
import { factsOf } from './verdict.ts'

/** What `licet inspect --json` prints, less the repairs. */
export interface Inspection {
  kind: ArtifactKind
  verified: boolean
  /** `null` where nobody could tell: no trust file was given. */
  valid: boolean | null
  state: string | null
  code: string | null
  /** The key id that the header names, verified or not. */
  kid: string | null
  digest: string | null
  header: Record<string, unknown>
  claims: Record<string, unknown>
  sentence: string
}

/**
 * Reads a token, verifies it where trust is given, and puts the outcome into words.
 *
 * A token that fails is still shown: what it claims is what its owner has to compare with what they were sold.
 *
 * @throws {LicenseError} where nothing can be read at all
 */
export async function inspectLicense(
  token: string,
  kind: ArtifactKind,
  trust: Trust | null,
  now: number,
): Promise<Inspection> {
  const bare = withoutToken[kind]
  if (bare !== undefined) return unsigned(kind, bare)
  const [first = ''] = token.split('~')
  const { header, claims } = inspectToken(first)
  const kid = typeof header.kid === 'string' ? header.kid : null
  const digest = createHash('sha256')
    .update(first.slice(0, first.lastIndexOf('.')))
    .digest('hex')
  const read = { kind, kid, digest, header, claims }
  const unverified = { ...read, verified: false, valid: null, state: null, code: null }
  if (kind !== 'license')
    return { ...unverified, sentence: `UNVERIFIED. This is not a license but: ${kind}.${hints[kind] ?? ''}` }
  if (trust === null) return { ...unverified, sentence: unverifiedSentence(claims, now) }
  return { ...read, ...(await verdictOn(token, trust, now)) }
}

const hints: Partial<Record<ArtifactKind, string>> = {
  keyset: ' "licet keyset verify" verifies it.',
  revocations: ' "licet revocations verify" verifies it.',
}

type Outcome = Pick<Inspection, 'verified' | 'valid' | 'state' | 'code' | 'sentence'>

async function verdictOn(token: string, trust: Trust, now: number): Promise<Outcome> {
  try {
    const license = await verifyLicense(token, trust, { now })
    const { valid, kind, reason, message, remedy, nextChange } = evaluate(factsOf(license), now)
    const change =
      nextChange === null
        ? ''
        : ` It becomes "${nextChange.to}" ${formatDistance(nextChange.at, now)}, on ${formatTime(nextChange.at)}.`
    const sentence = `VERIFIED: genuine, signed by ${license.kid}. State: ${kind}. ${message}${change}${remedy === '' ? '' : `\n${remedy}`}`
    return { verified: true, valid, state: kind, code: valid ? null : reason, sentence }
  } catch (error) {
    if (!(error instanceof LicenseError)) throw error
    const place = error.detail === undefined ? '' : ` (${printable(error.detail)})`
    const sentence = `REFUSED at the step "${error.step}"${place}: ${error.message}\n${error.code}\nWhat follows is what the text claims. Do not believe it.`
    return { verified: false, valid: false, state: 'unreadable', code: error.code, sentence }
  }
}

function unverifiedSentence(claims: Record<string, unknown>, now: number): string {
  const heading = 'UNVERIFIED: no trust file was given, so anybody may have written this.'
  const { exp, nbf } = claims
  if (typeof nbf === 'number' && nbf > now) return `${heading} If it is genuine, it is not in force yet.`
  if (typeof exp !== 'number') return heading
  return `${heading} If it is genuine, it is ${now >= exp ? 'expired' : 'in force as far as its dates go'}.`
}

const withoutToken: Partial<Record<ArtifactKind, string>> = {
  short_key:
    'This is a short key: it says nothing by itself and is exchanged for a license when it is activated.',
  machine_uid:
    'This is a machine UID: the vendor turns it, together with a license key, into an activation code.',
  bundle: 'This is a bundle of several signed artifacts: load it in the Hub.',
}

function unsigned(kind: ArtifactKind, sentence: string): Inspection {
  return {
    kind,
    verified: false,
    valid: null,
    state: null,
    code: null,
    kid: null,
    digest: null,
    header: {},
    claims: {},
    sentence,
  }
}
