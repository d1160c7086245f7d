import { inspectToken, LicenseError, repairPaste } from '@licet/license'
import { examineUid, type UidExamination } from './examine-uid.ts'

/** What a machine wants, as read from a text that nobody has verified yet. */
export type MachineRequest =
  | { is: 'empty' }
  | { is: 'uid'; examination: UidExamination }
  | { is: 'request'; token: string; facts: RequestFacts }
  /** The receipt of an installation that gave its license up. */
  | { is: 'release'; token: string; facts: RequestFacts }
  /** Signed text of another kind: a license, an activation. */
  | { is: 'other'; kind: string }
  | { is: 'unreadable' }

/** What stands in a request; the server has the last word on all of it. */
export interface RequestFacts {
  installationId: string
  hostname: string | null
  productVersion: string | null
  licenseId: string | null
  issuedAt: number | null
  expiresAt: number | null
  /** Names of the hashed components; never their values. */
  components: readonly string[]
}

const looksSigned = /^[\s>"']*(\{|-----)|ey[\w-]{8,}|\w\.\w/
const uidPattern = /(?<![\w-])[0-9a-z]{5}(?:\s*[-‐-―−]\s*[0-9a-z]{5}){7}(?![\w-])/i

/**
 * Tells a signed request from a machine UID typed by hand, and reads the little that helps to recognise the machine.
 *
 * @param text - Pasted, from a file, or from a QR code.
 */
export function readRequest(text: string): MachineRequest {
  if (text.trim() === '') return { is: 'empty' }
  if (!looksSigned.test(text)) return { is: 'uid', examination: examineUid(uidIn(text)) }
  try {
    const { token, kind } = repairPaste(text)
    if (kind === 'request' || kind === 'release') {
      return { is: kind, token, facts: factsOf(inspectToken(token).claims) }
    }
    return kind === 'unknown' ? { is: 'unreadable' } : { is: 'other', kind }
  } catch (error) {
    if (error instanceof LicenseError) return { is: 'unreadable' }
    throw error
  }
}

/** The one UID in a text around it, or all of the text. */
function uidIn(text: string): string {
  return uidPattern.exec(text)?.[0] ?? text
}

function factsOf(claims: Readonly<Record<string, unknown>>): RequestFacts {
  const { fingerprint } = claims
  return {
    installationId: textOf(claims.iss) ?? '',
    hostname: textOf(claims.hostname),
    productVersion: textOf(claims.product_version),
    licenseId: textOf(claims.license),
    issuedAt: secondsOf(claims.iat),
    expiresAt: secondsOf(claims.exp),
    components: typeof fingerprint === 'object' && fingerprint !== null ? Object.keys(fingerprint) : [],
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null
}

function secondsOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null
}
