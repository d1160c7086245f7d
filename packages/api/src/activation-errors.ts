/** Every refusal of an activation and of a deed on a license: code, status, sentence. */
export const activationErrors = {
  KEY_MISTYPED: {
    status: 400,
    message:
      'This license key is mistyped: check it for typing errors, its form is PREFIX-XXXX-XXXX-XXXX-XXXX.',
  },
  KEY_UNKNOWN: { status: 404, message: 'There is no license with this key.' },
  KEY_REVOKED: { status: 403, message: 'The vendor has revoked this license.' },
  KEY_EXPIRED: { status: 403, message: 'This license has expired. Ask your vendor for a renewal.' },
  KEY_SUSPENDED: {
    status: 403,
    message: 'The vendor has suspended this license. It works again as soon as the vendor reinstates it.',
  },
  PROOF_MISSING: {
    status: 403,
    message:
      'To activate this license here for the first time, send its key or its signed license as "proof".',
  },
  PROOF_INVALID: {
    status: 403,
    message:
      'This key or signed license does not belong to this license, or was replaced since. Enter the current license key.',
  },
  OTHER_MACHINE: {
    status: 403,
    message:
      'This license is already activated on another machine. Deactivate it there first, or contact your vendor.',
  },
  MACHINES_EXHAUSTED: {
    status: 403,
    message:
      'This license is already activated on as many machines as it allows. Deactivate it on one of them first.',
  },
  TRANSFER_FORBIDDEN: {
    status: 403,
    message: 'This license cannot be moved from one machine to another like that. Contact your vendor.',
  },
  FINGERPRINT_INVALID: {
    status: 400,
    message:
      'The fingerprint is missing or not as expected: "sha256:" and 64 hex digits, or the hashes of at least one component of the machine.',
  },
  REQUEST_REPLAYED: {
    status: 409,
    message: 'This request was answered before. Make a new one on the machine and send that.',
  },
  CLONE_SUSPECTED: {
    status: 409,
    message:
      'Two machines seem to live on one activation. Nothing was changed; the vendor will decide. Contact your vendor.',
  },
  LICENSE_NOT_FOUND: { status: 404, message: 'There is no such license.' },
  MACHINE_NOT_FOUND: { status: 404, message: 'There is no such machine of this license.' },
  LICENSE_STATE_CONFLICT: {
    status: 409,
    message: 'The license is not in a state in which this can be done; look at it again.',
  },
} as const satisfies Record<string, { status: number; message: string }>
