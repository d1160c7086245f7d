import { ActivationError } from '@licet/activation'
import { IssuerError } from '@licet/issuer'
import { LicenseError } from '@licet/license'
import { CliError, cliErrors } from '../errors.ts'
import { printable } from './printable.ts'
import { adviceOn } from './troubleshooting.ts'

/** What a failed command answers under `--json`. */
export interface Failure {
  error: string
  code: string
  detail?: string
  /** Where more is said. */
  help?: string
}

/** A sentence and a code for anything that was thrown; unknown errors get a fixed sentence. */
export function describeFailure(error: unknown): Failure {
  if (!isOurs(error)) return { error: cliErrors.INTERNAL, code: 'INTERNAL' }
  const { message, code, detail } = error
  return {
    error: message,
    code,
    ...(detail === undefined ? {} : { detail: printable(detail) }),
    ...(explained.has(code) ? { help: adviceOn(code, message).help } : {}),
  }
}

/** Errors with a code from one of our tables; a foreign error's text may hold anything. */
function isOurs(error: unknown): error is Error & Failure {
  return [CliError, IssuerError, LicenseError, ActivationError].some(ours => error instanceof ours)
}

/** What the page on troubleshooting has a heading for. */
const explained: ReadonlySet<string> = new Set([
  'SHORT_KEY_MISTYPED',
  'MACHINE_UID_MISTYPED',
  'TRANSFER_FORBIDDEN',
  'CONTROL_MISSING',
  'NOT_ACTIVATED',
  'KEY_NEEDED',
  'ANSWER_UNKNOWN',
])
