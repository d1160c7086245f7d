import { LicenseError } from '../errors.ts'
import { artifactBytesMax } from '../limits.ts'
import { extractCode } from './extract-code.ts'
import { extractToken } from './extract-token.ts'
import { joinLines } from './join-lines.ts'
import { type ArtifactKind, recogniseArtifact } from './recognise-artifact.ts'
import { type Repair, repairNames } from './repairs.ts'
import { stripArmour, stripQuoting, stripSpace, type Wrapping } from './strip-wrapping.ts'

/** A text as the strict verifiers want it, and what had to be removed for that. */
export interface RepairedPaste {
  token: string
  kind: ArtifactKind
  removed: readonly Repair[]
}

/** A longer text is no mail with a license in it but a file: only its white space is looked at. */
const mailBytesMax = 32_768

/** What is looked at again as something that people type. */
const unsignedKinds: ReadonlySet<ArtifactKind> = new Set(['unknown', 'short_key', 'machine_uid'])

/** A text that is still not bare after so many rounds was wrapped by no mail program, and is left as it is. */
const passesMax = 8

/**
 * Undoes what mail programs, terminals and chats do to a license on its way. The only place where anything is repaired.
 *
 * A clean token passes unchanged; a short key or machine UID gets its one spelling if its check symbols hold. What is not understood is left as it is, for the verifier to refuse: padding, another
 * alphabet, percent and HTML escapes and changed characters are never repaired. From a text of more than 32 KiB, which
 * is a keyset, a revocation list or a bundle as a file, only the space around it and its line breaks are removed.
 *
 * @param text - At most `artifactBytesMax` characters.
 * @throws {LicenseError} PASTE_EMPTY, TOKEN_TOO_LARGE
 * @see DESIGN.md section 4, "One box for anything signed"
 */
export function repairPaste(text: string): RepairedPaste {
  if (text.length > artifactBytesMax) throw new LicenseError('TOKEN_TOO_LARGE')
  const { text: bare, removed } = stripSpace(text) ?? { text, removed: [] }
  if (bare === '') throw new LicenseError('PASTE_EMPTY')
  const found = new Set(removed)
  const token = bare.length > mailBytesMax ? repairFile(bare, found) : repairMail(bare, found)
  return token === undefined
    ? { token: text, kind: 'unknown', removed: [] }
    : { token, kind: recogniseArtifact(token), removed: repairNames.filter(repair => found.has(repair)) }
}

function repairFile(text: string, found: Set<Repair>): string {
  return text.startsWith('{') ? text : noting(found, joinLines(text))
}

function repairMail(text: string, found: Set<Repair>): string | undefined {
  let token = text
  for (let pass = 0; pass < passesMax; pass++) {
    const bare = noting(found, stripArmour(noting(found, stripQuoting(token))))
    // A bundle is JSON: spaces inside it mean nothing and are left alone.
    const repaired = recogniseArtifact(bare) === 'bundle' ? bare : noting(found, extractEither(bare))
    if (repaired === '') throw new LicenseError('PASTE_EMPTY')
    if (repaired === token) return token
    token = repaired
  }
  return undefined
}

function extractEither(text: string): Wrapping {
  const token = extractToken(text)
  return unsignedKinds.has(recogniseArtifact(token.text)) ? (extractCode(text) ?? token) : token
}

function noting(found: Set<Repair>, { text, removed }: Wrapping): string {
  for (const repair of removed) found.add(repair)
  return text
}
