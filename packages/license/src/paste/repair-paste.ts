import { LicenseError } from '../errors.ts'
import { artifactBytesMax } from '../limits.ts'
import { extractToken } from './extract-token.ts'
import { type ArtifactKind, recogniseArtifact } from './recognise-artifact.ts'
import { type Repair, repairNames } from './repairs.ts'
import { stripArmour, stripQuoting, type Wrapping } from './strip-wrapping.ts'

/** A text as the strict verifiers want it, and what had to be removed for that. */
export interface RepairedPaste {
  token: string
  kind: ArtifactKind
  removed: readonly Repair[]
}

/** A text that is still not bare after so many rounds was wrapped by no mail program, and is left as it is. */
const passesMax = 8

/**
 * Undoes what mail programs, terminals and chats do to a license on its way. The only place where anything is repaired.
 *
 * A clean token passes unchanged. What is not understood is left as it is, for the verifier to refuse: padding, another
 * alphabet, percent and HTML escapes and changed characters are never repaired.
 *
 * @param text - At most `artifactBytesMax` characters.
 * @throws {LicenseError} PASTE_EMPTY, TOKEN_TOO_LARGE
 * @see DESIGN.md section 4, "One box for anything signed"
 */
export function repairPaste(text: string): RepairedPaste {
  if (text.length > artifactBytesMax) throw new LicenseError('TOKEN_TOO_LARGE')
  const found = new Set<Repair>()
  let token = text
  for (let pass = 0; pass < passesMax; pass++) {
    const repaired = repairOnce(token, found)
    if (repaired === '') throw new LicenseError('PASTE_EMPTY')
    if (repaired === token) {
      return {
        token,
        kind: recogniseArtifact(token),
        removed: repairNames.filter(repair => found.has(repair)),
      }
    }
    token = repaired
  }
  return { token: text, kind: 'unknown', removed: [] }
}

function repairOnce(text: string, found: Set<Repair>): string {
  const apply = ({ text: rest, removed }: Wrapping): string => {
    for (const repair of removed) found.add(repair)
    return rest
  }
  const bare = apply(stripArmour(apply(stripQuoting(text))))
  // A bundle is JSON: spaces inside it mean nothing and are left alone.
  return recogniseArtifact(bare) === 'bundle' ? bare : apply(extractToken(bare))
}
