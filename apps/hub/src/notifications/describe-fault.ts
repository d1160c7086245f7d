/**
 * Says in one of our own sentences why a receiver was not reached. Only codes are looked at: messages of libraries and of
 * other machines may quote addresses, passwords and what was sent.
 */
export function describeFault(error: unknown): string {
  const codes = codesOf(error)
  const found = sentences.find(([pattern]) => codes.some(code => pattern.test(code)))
  return found?.[1] ?? 'The connection to the receiver failed.'
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'The receiver refused the connection.'],
  [/^(ENOTFOUND|EAI_AGAIN|EDNS)$/, 'The name of the receiver was not found.'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'There is no way to the receiver from here.'],
  [/CERT|^ERR_TLS|^UNABLE_TO_/, 'The certificate of the receiver is not trusted.'],
  [/^(ETLS|EPROTO|ERR_SSL)/, 'The receiver offers no usable encryption.'],
  [/^(EAUTH|ENOAUTH|EOAUTH2)$/, 'The mail server refused the user name or the password.'],
  [/^EENVELOPE$/, 'The mail server refused the sender or a recipient.'],
  [/^EMESSAGE$/, 'The mail server refused the message.'],
  [/^(ETIMEDOUT|TimeoutError|UND_ERR_.*TIMEOUT)$/, 'The receiver did not answer in time.'],
  [/^AbortError$/, 'The Hub stopped before the receiver answered.'],
  [/^redirect$/, 'The receiver redirects elsewhere, which is not followed; configure the final address.'],
]

/** The codes and names of an error and of what caused it, outermost first. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error ? [String(error.code)] : []
  // The mail library puts a code of its own in the place of the system's, and the system's here.
  const original = 'originalCode' in error ? [String(error.originalCode)] : []
  // The one fault of `fetch` that has no code.
  const redirected = error.message === 'unexpected redirect' ? ['redirect'] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...original, ...code, error.name, ...redirected, ...inner, ...codesOf(error.cause)]
}
