import pg from 'pg'
import {
  type AuditCheckpoint,
  type ChainedRecord,
  type ChainVerdict,
  checkpointHolds,
  verifyChain,
} from '../audit-chain.ts'
import { type AuditRow, auditColumns, toChainedRecord } from './audit-log.ts'
import { DatabaseFileError } from './open-file.ts'
import { type AdminReset, prepareReset } from './reset-admin-password.ts'
import type { SqlConnection } from './sql-connection.ts'

/** Whoever holds this lock is the one writer of a cluster; the control plane takes it for every deed. */
export const postgresWriterLock = 7061

const connectMilliseconds = 10_000
const rowsPerStep = 5000
const int8 = 20
const parserOf: (oid: number) => (text: string) => unknown = pg.types.getTypeParser

/** How columns become values: times and counts are below 2^53, so a bigint is a number here. */
export const postgresTypes = {
  getTypeParser: (oid: number): ((text: string) => unknown) => (oid === int8 ? Number : parserOf(oid)),
}

/**
 * As `resetAdminPassword`, on a control plane's PostgreSQL.
 *
 * @param url - `postgres://…`
 * @throws {HttpError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_COMMON
 * @throws {DatabaseFileError} when it cannot be reached, or no enabled administrator has this e-mail address.
 */
export async function resetPostgresAdminPassword(
  url: string,
  reset: AdminReset,
): Promise<{ id: string; name: string }> {
  const write = await prepareReset(reset)
  return inTransaction(url, async connection => {
    await connection.query(`SELECT pg_advisory_xact_lock(${postgresWriterLock})`)
    return write(connection)
  })
}

/**
 * As `verifyAuditChain`, on a control plane's PostgreSQL: what stood there at one moment.
 *
 * @throws {DatabaseFileError} when it cannot be reached, or is no database of ours.
 */
export function verifyPostgresAuditChain(
  url: string,
  checkpoint?: AuditCheckpoint,
): Promise<ChainVerdict & { checkpointHolds: boolean | null }> {
  return inTransaction(url, async connection => {
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const records = await readAll(connection)
    return {
      ...verifyChain(records),
      checkpointHolds: checkpoint ? checkpointHolds(records, checkpoint) : null,
    }
  })
}

async function readAll(connection: SqlConnection): Promise<ChainedRecord[]> {
  const records: ChainedRecord[] = []
  const sql = `SELECT ${auditColumns} FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ${rowsPerStep}`
  for (;;) {
    const rows = await connection.query<AuditRow>(sql, records.at(-1)?.sequence ?? 0)
    records.push(...rows.map(toChainedRecord))
    if (rows.length < rowsPerStep) return records
  }
}

async function inTransaction<Result>(
  url: string,
  work: (connection: SqlConnection) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectMilliseconds,
    types: postgresTypes,
  })
  try {
    await client.connect()
    await client.query('BEGIN')
    const result = await work(onPostgres(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    throw isOfDatabase(error)
      ? new DatabaseFileError('PostgreSQL cannot be used for this.', { cause: error })
      : error
  } finally {
    // Ending the connection undoes what was not committed.
    await client.end().catch(() => undefined)
  }
}

function onPostgres(client: pg.Client): SqlConnection {
  return {
    query: async <Row>(sql: string, ...values: readonly (string | number)[]) => {
      let at = 0
      const numbered = sql.replaceAll('?', () => `$${++at}`)
      const { rows } = await client.query(numbered, [...values])
      return rows as Row[]
    },
  }
}

/** What the driver throws has a code, of PostgreSQL or of the system; what we throw ourselves is passed on. */
function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && error.name !== 'DatabaseFileError' && error.name !== 'HttpError'
}
