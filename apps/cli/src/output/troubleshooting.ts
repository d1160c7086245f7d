import { printable } from './printable.ts'

/** A refusal with what to do about it. */
export interface Advice {
  code: string
  error: string
  /** Where more is said. */
  help: string
}

/** What a code means for whoever typed the command; where nothing stands here, the server's own sentence does. */
const sentences: Readonly<Record<string, string>> = {
  KEY_MISTYPED: 'The license key is mistyped. Compare it, symbol by symbol, with what your vendor sent.',
  KEY_UNKNOWN:
    'The activation server knows no such key. Check LICET_CONTROL_URL, and whether the key was replaced by a new one.',
  KEY_REVOKED: 'The vendor has revoked this license. Ask your vendor why, and for a new one.',
  KEY_EXPIRED: 'This license has expired. Ask your vendor for a renewal, then run "licet refresh".',
  KEY_SUSPENDED:
    'The vendor has suspended this license. Once it is reinstated, "licet refresh" brings it back at once.',
  OTHER_MACHINE:
    'This license is activated on another machine. Run "licet deactivate" there first; if that machine is gone, ask your vendor to rebind the license.',
  MACHINES_EXHAUSTED:
    'This license is activated on as many machines as it allows. Run "licet deactivate" on one of them first.',
  TRANSFER_FORBIDDEN: 'This license stays with its machine; only your vendor can move it.',
  CLONE_SUSPECTED:
    'Another machine seems to live on a copy of this LICET_HOME. Nothing was changed; tell your vendor which of the two is right.',
  RATE_LIMITED: 'Too many attempts from this network.',
  SIGNING_UNAVAILABLE: 'The activation server cannot sign at the moment. Nothing is lost; try again later.',
}

/**
 * The sentence and the page for a code.
 *
 * @param otherwise - What is said where we have no sentence of our own.
 * @param detail - What the server adds to that of the code; empty: nothing.
 */
export function adviceOn(code: string, otherwise: string, detail = ''): Advice {
  const known = sentences[code]
  return {
    code,
    error: known === undefined ? printable(otherwise) : `${known} ${printable(detail)}`.trimEnd(),
    help: `docs/troubleshooting.md#${code.toLowerCase()}`,
  }
}
