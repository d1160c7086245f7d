import type { HubDatabase } from './database.ts'

/** Signed texts other than licenses, kept as the bytes that arrived. */
export type StoredArtifactKind = 'keyset' | 'revocations'

export interface StoredArtifact {
  position: number
  kind: StoredArtifactKind
  text: string
}

/** Newest revocation lists that are read: the last, and what stands in when its bytes were damaged. */
const revocationListsRead = 3

/** Every keyset in the order it was loaded, then the newest revocation lists, newest first. */
export function loadArtifacts(database: HubDatabase): StoredArtifact[] {
  const read = database.raw.prepare<
    [string, number],
    { position: number; kind: StoredArtifactKind; text: Buffer }
  >('SELECT position, kind, text FROM artifact WHERE kind = ? ORDER BY position DESC LIMIT ?')
  const keysets = read.all('keyset', -1).toReversed()
  return [...keysets, ...read.all('revocations', revocationListsRead)].map(row => ({
    ...row,
    text: Buffer.from(row.text).toString('utf8'),
  }))
}

/** Stores a signed text. */
export function saveArtifact(
  tx: HubDatabase,
  artifact: { kind: StoredArtifactKind; text: string; loadedAt: number; loadedBy: string },
): void {
  tx.raw
    .prepare('INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES (?, ?, ?, ?)')
    .run(artifact.kind, Buffer.from(artifact.text), artifact.loadedAt, artifact.loadedBy)
}
