import { type AuditCheckpoint, type ChainVerdict, checkpointHolds } from '../audit-chain.ts'
import { readAuditChain, verifyAuditLog } from './audit-log.ts'
import { openDatabaseFile } from './open-file.ts'

/**
 * Walks the audit chain of a database file, beside a server that may be running on it.
 *
 * @param checkpoint - A signed head exported earlier, its signature already checked: shows a tail that was cut off or a
 *   chain that was rewritten, which the chain alone cannot.
 * @returns the verdict on the chain; `checkpointHolds` is null without a checkpoint.
 * @throws {DatabaseFileError} when the file is no database of ours.
 */
export function verifyAuditChain(
  databasePath: string,
  checkpoint?: AuditCheckpoint,
): ChainVerdict & { checkpointHolds: boolean | null } {
  const raw = openDatabaseFile(databasePath, { readonly: true })
  try {
    const verdict = verifyAuditLog(raw)
    return {
      ...verdict,
      checkpointHolds: checkpoint ? checkpointHolds(readAuditChain(raw), checkpoint) : null,
    }
  } finally {
    raw.close()
  }
}
