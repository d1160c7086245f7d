import { notificationFaultCode } from '@licet/api'
import type { z } from 'zod'

/** Names a sentence of {@link faultTexts}. */
export type FaultCode = z.infer<typeof notificationFaultCode>

/** Why an attempt failed, in our own words: those of libraries and of other machines may quote what was sent. */
export const faultTexts: Readonly<Record<FaultCode, string>> = {
  status: 'The receiver answered with an error.',
  redirect: 'The receiver redirects elsewhere, which is not followed; configure the final address.',
  refused: 'The receiver refused the connection.',
  name: 'The name of the receiver was not found.',
  unreachable: 'There is no way to the receiver from here.',
  certificate: 'The certificate of the receiver is not trusted.',
  encryption: 'The receiver offers no usable encryption.',
  credentials: 'The mail server refused the user name or the password.',
  envelope: 'The mail server refused the sender or a recipient.',
  message: 'The mail server refused the message.',
  timeout: 'The receiver did not answer in time.',
  stopped: 'The Hub stopped before the receiver answered.',
  connection: 'The connection to the receiver failed.',
}

/** Finds out why a receiver was not reached, by codes and names alone. */
export function describeFault(error: unknown): FaultCode {
  const codes = codesOf(error)
  return patterns.find(([pattern]) => codes.some(code => pattern.test(code)))?.[1] ?? 'connection'
}

/** Reads a stored fault; one of another version that this one does not know counts as a plain failure. */
export function parseFaultCode(stored: string): FaultCode {
  return notificationFaultCode.catch('connection').parse(stored)
}

const patterns: readonly (readonly [RegExp, FaultCode])[] = [
  [/^unexpected redirect$/, 'redirect'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_AGAIN|EDNS)$/, 'name'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'unreachable'],
  [/CERT|^ERR_TLS|^UNABLE_TO_/, 'certificate'],
  [/^(ETLS|EPROTO|ERR_SSL)/, 'encryption'],
  [/^(EAUTH|ENOAUTH|EOAUTH2)$/, 'credentials'],
  [/^EENVELOPE$/, 'envelope'],
  [/^EMESSAGE$/, 'message'],
  [/^(ETIMEDOUT|TimeoutError|UND_ERR_.*TIMEOUT)$/, 'timeout'],
  [/^AbortError$/, 'stopped'],
]

/** The codes and names of an error and of what caused it, outermost first. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error ? [String(error.code)] : []
  // The mail library puts a code of its own in the place of the system's, and the system's here.
  const original = 'originalCode' in error ? [String(error.originalCode)] : []
  // The one fault of `fetch` that has no code.
  const redirected = error.message === 'unexpected redirect' ? [error.message] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...original, ...code, error.name, ...redirected, ...inner, ...codesOf(error.cause)]
}
