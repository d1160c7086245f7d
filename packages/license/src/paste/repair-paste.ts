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
  const apply = ({ text: rest, removed }: Wrapping): string => {
    for (const repair of removed) found.add(repair)
    return rest
  }
  const bare = apply(stripArmour(apply(stripQuoting(text))))
  if (bare === '') throw new LicenseError('PASTE_EMPTY')
  // A bundle is JSON: spaces inside it mean nothing and are left alone.
  const token = recogniseArtifact(bare) === 'bundle' ? bare : apply(extractToken(bare))
  const removed = repairNames.filter(repair => found.has(repair))
  return { token, kind: recogniseArtifact(token), removed }
}
