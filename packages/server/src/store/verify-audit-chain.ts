import { type AuditCheckpoint, type ChainVerdict, checkpointHolds } from '../audit-chain.ts'
import { readAuditChain, verifyAuditLog } from './audit-log.ts'
import { openDatabaseFile, type Product } from './open-file.ts'
import { assertHarmless } from './schema/find-schema-fault.ts'

/**
 * Walks the audit chain of a database file, beside a server that may be running on it.
 *
 * @param checkpoint - A signed head exported earlier, its signature already checked: shows a tail that was cut off or a
 *   chain that was rewritten, which the chain alone cannot.
 * @returns the verdict on the chain; `checkpointHolds` is null without a checkpoint.
 * @throws {DatabaseFileError} when the file is no database of ours, or its schema is not.
 */
export async function verifyAuditChain(
  databasePath: string,
  checkpoint?: AuditCheckpoint,
  product: Product = 'hub',
): Promise<ChainVerdict & { checkpointHolds: boolean | null }> {
  const raw = openDatabaseFile(databasePath, { readonly: true })
  try {
    // A chain that holds says nothing where a trigger keeps entries out of it.
    await assertHarmless(raw, product)
    const verdict = verifyAuditLog(raw)
    return {
      ...verdict,
      checkpointHolds: checkpoint ? checkpointHolds(readAuditChain(raw), checkpoint) : null,
    }
  } finally {
    raw.close()
  }
}
