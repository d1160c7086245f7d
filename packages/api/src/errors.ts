import type { LicenseErrorCode } from '@licet/license'
import { activationErrors } from './activation-errors.ts'

/**
 * Every refusal that crosses HTTP and is not about a signed artifact: code, status, sentence.
 * The codes of signed artifacts are `licenseErrors` of the license package; they are answered with 422.
 */
export const httpErrors = {
  BODY_NOT_JSON: { status: 415, message: 'Send JSON, with the content type application/json.' },
  BODY_MALFORMED: { status: 400, message: 'The body is not valid JSON.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is larger than 1 MiB.' },
  REQUEST_TIMEOUT: { status: 408, message: 'The request did not arrive in time.' },
  REQUEST_INVALID: { status: 400, message: 'Some fields are missing or not as expected; see "fields".' },
  CREDENTIAL_REQUIRED: { status: 401, message: 'Sign in, or send a bearer token.' },
  CREDENTIAL_INVALID: { status: 401, message: 'The e-mail address or the password is wrong.' },
  SECOND_FACTOR_REQUIRED: {
    status: 401,
    message: 'Enter the code of your authenticator app, or a recovery code.',
  },
  SECOND_FACTOR_INVALID: { status: 401, message: 'This code is wrong or was used already.' },
  ACCOUNT_DISABLED: { status: 403, message: 'This account is disabled. Ask an administrator to enable it.' },
  FORBIDDEN: { status: 403, message: 'This credential may not do that.' },
  SECOND_FACTOR_SETUP_REQUIRED: {
    status: 403,
    message: 'Administrators here need a second factor: set one up first.',
  },
  ORIGIN_REFUSED: { status: 403, message: 'This request comes from another site.' },
  HOST_REFUSED: {
    status: 421,
    message:
      'This server does not answer under that host name; add it to HUB_ALLOWED_HOSTS, or CONTROL_ALLOWED_HOSTS.',
  },
  NOT_FOUND: { status: 404, message: 'There is nothing here.' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This method is not offered here.' },
  SETUP_TOKEN_INVALID: {
    status: 401,
    message:
      'The set-up token is wrong. It was printed when the server first started and lies in its data directory.',
  },
  SETUP_DONE: { status: 410, message: 'The first administrator exists already; sign in.' },
  PASSWORD_TOO_SHORT: { status: 400, message: 'A password needs at least 12 characters.' },
  PASSWORD_TOO_LONG: { status: 400, message: 'A password has at most 1,024 bytes.' },
  PASSWORD_COMMON: {
    status: 400,
    message: 'This password is one of the first that anybody would try; choose another.',
  },
  PASSWORD_WRONG: { status: 403, message: 'The current password is wrong.' },
  EMAIL_TAKEN: { status: 409, message: 'An account with this e-mail address exists already.' },
  LAST_ADMIN: {
    status: 409,
    message: 'This is the last enabled administrator; make somebody else one first.',
  },
  SEATS_EXHAUSTED: {
    status: 402,
    message: 'All seats of the license are in use. Disable or delete an account, or upgrade the license.',
  },
  LICENSE_LOCKED: {
    status: 402,
    message:
      'The license locks this installation. The license page, signing in and disabling accounts still work.',
  },
  LICENSE_MANAGED: {
    status: 409,
    message: 'The license is set by this server’s configuration (HUB_LICENSE) and can only be changed there.',
  },
  LICENSE_OLDER_REVISION: {
    status: 409,
    message:
      'This license is an older revision than the one in force. Send "replace": true to take it nonetheless.',
  },
  PREVIEW_STALE: { status: 409, message: 'Something changed since the preview; look at it again.' },
  LICENSE_EXPIRED: { status: 422, message: 'This license has expired. Ask your vendor for a renewal.' },
  LICENSE_REVOKED: { status: 422, message: 'The vendor has revoked this license.' },
  MACHINE_MISMATCH: { status: 422, message: 'This license belongs to another machine.' },
  ARTIFACT_UNSUPPORTED: {
    status: 422,
    message: 'This is genuine signed text, but not of a kind that can be loaded here.',
  },
  SHORT_KEY_OFFLINE: {
    status: 422,
    message:
      'Short keys need a control plane, and none is configured here. Ask your vendor for the signed license.',
  },
  SHORT_KEY_IN_CLEAR: {
    status: 422,
    message:
      'The license key would travel unencrypted, so it is not sent. Use an https address for HUB_CONTROL_URL, or name its host in HUB_INSECURE_CONTROL_HOSTS.',
  },
  ACTIVATION_NOT_NEEDED: {
    status: 409,
    message: 'There is nothing to activate: no license that is bound to a machine is in force here.',
  },
  ACTIVATION_NOT_HELD: { status: 409, message: 'This machine holds no activation that could be given up.' },
  RELEASE_FORBIDDEN: {
    status: 409,
    message: 'This license stays with its machine; only the vendor can move it.',
  },
  RELEASE_BLOCKED: {
    status: 409,
    message:
      'The vendor has suspended, locked or revoked this license, so it cannot be given up here. Ask the vendor to reinstate it first.',
  },
  CONTROL_NOT_CONFIGURED: {
    status: 409,
    message: 'No activation server is configured here (HUB_CONTROL_URL). Activate by hand instead.',
  },
  CONTROL_UNREACHABLE: {
    status: 503,
    message: 'The activation server does not answer. Nothing was changed; it is asked again by itself.',
  },
  CONTROL_BUSY: {
    status: 503,
    message: 'The activation server is being asked already; try again in a moment.',
  },
  CONTROL_FAILED: {
    status: 500,
    message: 'The activation server reported a fault of its own. Nothing was changed.',
  },
  ...activationErrors,
  KEY_NOT_FOUND: { status: 404, message: 'There is no such service key.' },
  USER_NOT_FOUND: { status: 404, message: 'There is no such account.' },
  BACKUP_NOT_FOUND: { status: 404, message: 'There is no such backup.' },
  BACKUP_UNUSABLE: {
    status: 422,
    message: 'This file is not an intact backup of a Hub of this or an older version.',
  },
  SIGNING_UNAVAILABLE: {
    status: 503,
    message: 'Nothing can be signed at present. Whoever runs this server finds the reason in its log.',
  },
  REVOCATIONS_TOO_LONG: {
    status: 503,
    message:
      'The revocation list is longer than an installation reads, so it is not signed; the one before stays. What was revoked is refused online.',
  },
  SIGNING_KEY_NOT_FOUND: { status: 404, message: 'There is no such signing key.' },
  SIGNING_KEY_IN_USE: {
    status: 409,
    message: 'This key signs at present; activate its successor first.',
  },
  SIGNING_KEY_ENDED: { status: 409, message: 'This key was retired or compromised and never signs again.' },
  KEYSET_STALE: {
    status: 409,
    message: 'This keyset is not newer than the one that is published, or lacks a key that signs at present.',
  },
  KEYSET_REVIVES_KEY: {
    status: 409,
    message:
      'This keyset leaves out a compromised key, or calls it good. Sign the present draft: every later keyset names it as compromised.',
  },
  KEYSET_UNTRUSTED: {
    status: 422,
    message: 'This server knows no root keys, so it can take no keyset. Configure its trust first.',
  },
  NOT_PUBLISHED: { status: 404, message: 'Nothing of this kind was published yet.' },
  TOKEN_NOT_FOUND: { status: 404, message: 'There is no such API token.' },
  IDEMPOTENCY_MISMATCH: {
    status: 422,
    message: 'This Idempotency-Key was used for another request. Take a new one.',
  },
  IDEMPOTENCY_IN_FLIGHT: {
    status: 409,
    message:
      'A request with this Idempotency-Key is being answered, or its server stopped over it. Look whether it took effect.',
  },
  CUSTOMER_NOT_FOUND: { status: 404, message: 'There is no such customer.' },
  REFERENCE_TAKEN: { status: 409, message: 'Another entry has this reference already.' },
  PRODUCT_NOT_FOUND: { status: 404, message: 'There is no such product.' },
  PRODUCT_EXISTS: { status: 409, message: 'A product with this code exists already.' },
  POLICY_NOT_FOUND: { status: 404, message: 'There is no such policy.' },
  NAME_TAKEN: { status: 409, message: 'This name is taken already.' },
  DEPLOYMENT_NOT_FOUND: { status: 404, message: 'There is no such deployment.' },
  SUBSCRIPTION_NOT_FOUND: { status: 404, message: 'There is no such subscription.' },
  PLAN_STALE: { status: 409, message: 'Something changed since this was planned; look at the plan again.' },
  BACKUP_BY_POSTGRES: {
    status: 409,
    message: 'The data is kept in PostgreSQL: back it up there, for example with pg_dump.',
  },
  RATE_LIMITED: { status: 429, message: 'Too many attempts; wait a little.' },
  SERVER_BUSY: { status: 503, message: 'Many people are signing in; try again in a moment.' },
  DATABASE_BUSY: { status: 503, message: 'The database is busy; try again in a moment.' },
  DATABASE_FULL: {
    status: 507,
    message: 'The disk is full: nothing was written. Free some space and try again.',
  },
  DATABASE_CORRUPT: {
    status: 503,
    message: 'The database is damaged. An operator can restore a backup with the administrator token.',
  },
  DATABASE_ALTERED: {
    status: 503,
    message:
      'The schema of the database is not the one of this program: somebody changed it. An operator finds what it is in the log and the diagnostics, and can remove it or restore a backup.',
  },
  SHUTTING_DOWN: { status: 503, message: 'The server is stopping.' },
  INTERNAL: {
    status: 500,
    message: 'Something went wrong here. Give the request id to whoever runs this server.',
  },
} as const satisfies Record<string, { status: number; message: string }>

export type HttpErrorCode = keyof typeof httpErrors

/** Every code that can stand in an error answer. */
export type ErrorCode = HttpErrorCode | LicenseErrorCode
