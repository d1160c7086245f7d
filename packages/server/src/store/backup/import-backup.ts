import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { verifyLongChain } from '../../audit-chain.ts'
import { readAuditChain } from '../audit-log.ts'
import { assertIntact, DatabaseFileError, type Product, plainFault } from '../open-file.ts'
import { assertSchema } from '../schema/assert-schema.ts'
import { loadSchemaSteps } from '../schema/schema-steps.ts'
import { syncPath } from './backup-database.ts'
import { copyRows } from './copy-rows.ts'
import { copyForeignFile, openForeignFile } from './foreign-file.ts'

/** What became of a backup. */
export interface ImportedBackup {
  /** A database that our migrations made, at today's version, with the rows of the backup. */
  path: string
  /** How many entries its audit log has. */
  entries: number
}

/**
 * Takes the rows of a backup, and nothing else of it, into a database that our migrations make.
 *
 * Order: a private copy, opened so that nothing of its schema runs; whose it is and how old; its schema, which must be the one that our
 * migrations made for its version; every page; every row under our constraints, every reference; the audit chain. Then the steps that
 * its version had not seen.
 *
 * @param options.owned - The file lies in the private folder already; it needs no copy.
 * @param options.folder - A private folder, in which the result lies as well.
 * @throws {DatabaseFileError} naming what is wrong; the backup is never written to.
 */
export async function importBackup(options: {
  source: string
  owned?: boolean
  product: Product
  folder: string
  now: number
}): Promise<ImportedBackup> {
  const { source, product, folder } = options
  const foreign = await openForeignFile(options.owned ? source : await copyForeignFile(source, folder))
  try {
    const steps = await inspect(foreign, product)
    foreign.close()
    return await build(options, foreign.name, steps)
  } catch (cause) {
    throw asFileError(cause)
  } finally {
    foreign.close()
  }
}

async function inspect(foreign: Database.Database, product: Product): Promise<number> {
  const steps = await assertSchema(foreign, product, 'The backup')
  assertIntact(foreign)
  return steps
}

async function build(
  { product, folder, now }: { product: Product; folder: string; now: number },
  foreignPath: string,
  steps: number,
): Promise<ImportedBackup> {
  const path = join(folder, 'imported.db')
  closeSync(openSync(path, 'wx', 0o600))
  const raw = new Database(path)
  try {
    raw.pragma('trusted_schema = OFF')
    // Nobody else sees the file yet: it is brought to the disk once, at the end.
    raw.pragma('journal_mode = MEMORY')
    raw.pragma('synchronous = OFF')
    const { apply, names } = await loadSchemaSteps(product)
    await apply(raw, steps, now)
    await copyRows(raw, foreignPath)
    const { ok, entries, brokenAt } = await verifyLongChain(readAuditChain(raw))
    if (!ok) throw brokenChain(brokenAt ?? 0)
    raw.pragma('foreign_keys = ON')
    await apply(raw, names.length, now)
    raw.pragma('journal_mode = DELETE')
    return { path, entries }
  } finally {
    raw.close()
    syncPath(path)
  }
}

/** Also what a backup that was made of such a database meets. */
function brokenChain(entry: number): DatabaseFileError {
  const message = `The audit chain of the backup is broken at entry ${entry}: somebody edited the log there, so no restore takes it. Restore an older backup whose chain holds; what was ended since stays ended. "licet restore FILE --check" tells which do.`
  return new DatabaseFileError(message, { fault: { code: 'chain_broken', values: { entry } } })
}

/** What only a file that was tampered with brings about is said of the file. */
function asFileError(cause: unknown): unknown {
  const hostile =
    (cause instanceof Database.SqliteError && !/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY)/.test(cause.code)) ||
    cause instanceof RangeError
  return hostile
    ? new DatabaseFileError('The backup is damaged.', { cause, ...plainFault('damaged') })
    : cause
}
