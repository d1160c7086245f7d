/** Every way in which living on an activation can fail outside of what a server answers: one code, one sentence. */
export const activationErrors = {
  INSTANCE_KEY_UNUSABLE:
    'The file with this installation’s key does not hold one; restore it from a backup, or remove it and activate again.',
  HOME_UNUSABLE: 'The folder for license and key cannot be made or opened. Check its permissions.',
  STORE_UNREADABLE: 'The stored license cannot be read. Check who owns the file, and its permissions.',
  STORE_UNWRITABLE: 'The license could not be stored. What was stored before is still there.',
  STORE_BUSY: 'Another program is changing the stored license right now. Try again in a moment.',
  CONTROL_URL_INVALID:
    'The address of the activation server must be http:// or https:// with a host, without user name and password.',
  CONTROL_MISSING: 'No activation server is configured, so this can only be done by hand.',
  NOT_ACTIVATED: 'There is no activation on this machine.',
  KEY_NEEDED: 'The license key is needed for this: it is not stored on this machine.',
  RELEASE_BLOCKED:
    'The vendor has suspended, locked or revoked this license, so it cannot be given up here. Ask the vendor to reinstate it first.',
  TRANSFER_FORBIDDEN: 'This license stays with this machine; only the vendor can move it.',
  ANSWER_UNKNOWN: 'This text is no activation code, license, keyset or revocation list.',
} as const satisfies Record<string, string>

/** A stable, machine-readable reason for an {@link ActivationError}. */
export type ActivationErrorCode = keyof typeof activationErrors

/** Something that could not be done. `detail` names a file, a setting or a system error, never a secret. */
export class ActivationError extends Error {
  override readonly name = 'ActivationError'
  readonly code: ActivationErrorCode
  readonly detail: string | undefined

  constructor(code: ActivationErrorCode, detail?: string, options?: ErrorOptions) {
    super(activationErrors[code], options)
    this.code = code
    this.detail = detail
  }
}
