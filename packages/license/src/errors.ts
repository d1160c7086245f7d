/**
 * Every way in which the license package can refuse an input: one code, one sentence, one step of the check list.
 *
 * The sentence is what an admin reads. It never contains a token, a key or a claim value.
 */
export const licenseErrors = {
  TOKEN_MALFORMED: {
    step: 'shape',
    message:
      'This is not a signed license: it must be three parts of letters, digits, "-" and "_", joined by dots.',
  },
  TOKEN_TOO_LARGE: {
    step: 'shape',
    message: 'This text is longer than any license: at most 8,192 bytes are accepted.',
  },
  TOKEN_NONCANONICAL: {
    step: 'shape',
    message:
      'A part of this token is spelled in a way that no issuer writes; a character was changed or lost.',
  },
  TOKEN_ENCODING_INVALID: { step: 'shape', message: 'A part of this token is not valid UTF-8 text.' },
  TOKEN_JSON_INVALID: { step: 'shape', message: 'A part of this token is not a JSON object.' },
  TOKEN_JSON_DUPLICATE: {
    step: 'shape',
    message: 'A name stands twice in this token; which of the two counts cannot be told.',
  },
  TOKEN_JSON_UNSAFE: { step: 'shape', message: 'This token uses a name that is reserved in JavaScript.' },
  TOKEN_JSON_TOO_DEEP: { step: 'shape', message: 'This token is nested more than 8 levels deep.' },
  TOKEN_HEADER_INVALID: {
    step: 'header',
    message: 'The header of this token holds something other than "alg", "kid" and "typ".',
  },
  TOKEN_ALG_INVALID: {
    step: 'header',
    message: 'This token names a signature algorithm that its key does not use.',
  },
  TOKEN_TYPE_WRONG: {
    step: 'header',
    message: 'This is a signed token of another kind than the one expected here.',
  },
  TOKEN_KEY_UNKNOWN: {
    step: 'key',
    message:
      'This token was signed with a key that this installation does not know. The key may be newer than this installation: ask your vendor for the current keyset.',
  },
  TOKEN_KEY_COMPROMISED: {
    step: 'key',
    message:
      'This token was signed with a key that the vendor has withdrawn as compromised. Ask your vendor for a new one.',
  },
  TOKEN_KEY_OUTSIDE_WINDOW: {
    step: 'key',
    message: 'This token was issued at a time when its key was not in use.',
  },
  TOKEN_SIGNATURE_INVALID: {
    step: 'signature',
    message: 'The signature does not match: the text was altered, cut or forged.',
  },
  CLAIMS_INVALID: {
    step: 'claims',
    message:
      'The token is genuine, but what it says is incomplete or out of range. Ask your vendor for a corrected one.',
  },
  ISSUER_WRONG: {
    step: 'issuer',
    message: 'The token was issued by somebody other than the vendor that this installation trusts.',
  },
  AUDIENCE_WRONG: { step: 'audience', message: 'The license was issued for another installation.' },
  ISSUED_IN_FUTURE: {
    step: 'time',
    message:
      'The token was issued more than 24 hours ahead of this machine’s clock. Set the clock; if it is right, the issuer’s was wrong: ask for a new token.',
  },
  SEQUENCE_ROLLBACK: {
    step: 'sequence',
    message: 'A newer one of these is already known here; an older one is never taken back.',
  },
  KEYSET_THRESHOLD: {
    step: 'signature',
    message: 'The keyset is not signed by enough of the vendor’s root keys.',
  },
  KEYSET_NO_ROOTS: {
    step: 'key',
    message: 'This installation was built without root keys, so it accepts no later keyset.',
  },
  TRUST_INVALID: { step: 'trust', message: 'The trust file is not usable.' },
  TRUST_KEY_INVALID: { step: 'trust', message: 'A key in the trust file is not usable.' },
  TRUST_KEY_WEAK: {
    step: 'trust',
    message: 'A key in the trust file is a low-order point: anybody could sign for it.',
  },
  TRUST_KEY_DUPLICATE: {
    step: 'trust',
    message: 'A key stands twice in the trust: one key id for two keys, or one public key under two names.',
  },
  TRUST_MISSING: {
    step: 'trust',
    message: 'This installation has no trusted keys, so no license can be verified.',
  },
  REQUEST_EXPIRED: {
    step: 'time',
    message: 'This request is more than 14 days old. Make a new one on the machine and send that.',
  },
  SHORT_KEY_MISTYPED: {
    step: 'shape',
    message: 'This license key is mistyped: a character is wrong, missing or in the wrong place.',
  },
  MACHINE_UID_MISTYPED: {
    step: 'shape',
    message:
      'This machine UID is mistyped: it is eight groups of five, and one of them is not as it was shown.',
  },
  PASTE_EMPTY: { step: 'shape', message: 'There is no license in this text.' },
} as const satisfies Record<string, { step: string; message: string }>

/** A stable, machine-readable reason for a refusal. */
export type LicenseErrorCode = keyof typeof licenseErrors

/** The step of the check list at which an input was refused. */
export type VerifyStep = (typeof licenseErrors)[LicenseErrorCode]['step']

/**
 * A refused input. `message` is the sentence of its code; `detail` names the place (a claim, a header name), never a value.
 */
export class LicenseError extends Error {
  override readonly name = 'LicenseError'
  readonly code: LicenseErrorCode
  readonly step: VerifyStep
  readonly detail: string | undefined

  constructor(code: LicenseErrorCode, detail?: string, options?: ErrorOptions) {
    super(licenseErrors[code].message, options)
    this.code = code
    this.step = licenseErrors[code].step
    this.detail = detail
  }
}
