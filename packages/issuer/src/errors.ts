/**
 * Every way in which the issuer can refuse to work: one code, one sentence with what to do about it.
 *
 * The sentence never contains a key, a passphrase or a claim value.
 */
export const issuerErrors = {
  KEY_FILE_INVALID:
    'This is not a key file of this version. Use the file that "licet keys generate" wrote, unedited.',
  KEY_FILE_LOCKED:
    'The private part does not open: the passphrase is wrong, or the file was changed since it was written.',
  KEY_MISMATCH:
    'The private part of this key file belongs to another public part. Restore the file from a copy.',
  KEY_USE_WRONG: 'This key is kept for another use; one key signs one kind of artifact.',
  KEY_ID_INVALID: 'A key id is 1 to 64 letters, digits, ".", "_" or "-".',
  PASSPHRASE_TOO_SHORT: 'The passphrase is too short: at least 12 characters protect a signing key.',
  PASSPHRASE_MISSING: 'This key file is encrypted and needs its passphrase.',
  CLAIMS_REFUSED: 'No verifier would accept this, so it is not signed.',
  REVOCATIONS_TOO_LONG:
    'The list is longer than an installation reads, so it is not signed. Leave out licenses that have ended by themselves; a list is never cut.',
  DATE_INVALID:
    'This is not a date: write a duration (90d, 12mo, 1y), an ISO date (2027-03-01, 2027-03-01T12:00:00Z) or epoch seconds.',
  DRAFT_INVALID: 'This is not what belongs here, or a part of it is missing or wrong.',
  TRUST_REFUSED: 'No installation would accept this trust file, so it is not written.',
} as const satisfies Record<string, string>

/** A stable, machine-readable reason for a refusal to sign, open or build. */
export type IssuerErrorCode = keyof typeof issuerErrors

/** A refusal. `message` is the sentence of its code; `detail` names the place (a claim, a field), never a value. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError'
  readonly code: IssuerErrorCode
  readonly detail: string | undefined

  constructor(code: IssuerErrorCode, detail?: string, options?: ErrorOptions) {
    super(issuerErrors[code], options)
    this.code = code
    this.detail = detail
  }
}
