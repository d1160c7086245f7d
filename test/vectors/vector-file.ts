/** What kind of artifact a case is, and so which verifier it is for. */
export type VectorKind =
  | 'license'
  | 'activation'
  | 'revocations'
  | 'keyset'
  | 'request'
  | 'release'
  | 'short_key'
  | 'machine_uid'
  | 'trust'
  | 'jws'

/** A text, or how to make a huge one: parts in a row, some repeated. */
export type VectorText = string | { concat: readonly (string | { repeat: string; times: number })[] }

/** One input and the one right answer to it. */
export interface VectorCase {
  /** The guarantee. */
  name: string
  /** The row of the list of inputs that must be survived, where there is one. */
  row?: string
  kind: VectorKind
  /** The text; left out in cases about a trust file. */
  token?: VectorText
  /** Name of an entry of `trusts`. */
  trust: string
  /** Other epoch seconds than the file's `now`. */
  now?: number
  installationId?: string
  /** Sequence of the revocation list in use. */
  sequence?: number
  /** `genuine`, or the error code. */
  expect: string
  /** For a genuine license: what it amounts to at `now`, alone on an installation. */
  state?: string
  /** Where the paste repair comes first and makes a difference: the answer then. */
  repaired?: string
}

/** The whole file. Keys are public, tokens were signed with keys that no longer exist. */
export interface VectorFile {
  comment: string
  /** Epoch seconds at which everything is judged. */
  now: number
  trusts: Readonly<Record<string, unknown>>
  cases: readonly VectorCase[]
}

/** The text of a case, made if it is a recipe. */
export function vectorText(text: VectorText | undefined): string {
  if (text === undefined) return ''
  if (typeof text === 'string') return text
  return text.concat.map(part => (typeof part === 'string' ? part : part.repeat.repeat(part.times))).join('')
}
