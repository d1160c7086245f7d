import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect } from 'kysely'

const patienceMilliseconds = 5000
const pauseMilliseconds = 8

/**
 * The dialect of the connection that writes. A transaction takes the write lock when it begins, so that it never has to give up
 * half-way; and while another process holds the lock, this one waits without standing still.
 */
export class PatientSqliteDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    const known = new WeakSet<DatabaseConnection>()
    driver.acquireConnection = async options => {
      const connection = await acquire(options)
      if (!known.has(connection)) known.add(waitForLock(connection))
      return connection
    }
    driver.beginTransaction = async connection => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    }
    driver.rollbackTransaction = async connection => {
      try {
        await connection.executeQuery(CompiledQuery.raw('rollback'))
      } catch (error) {
        // A disk that is full or fails has ended the transaction already; what it said about that is the error to tell.
        if (!isAlreadyEnded(error)) throw error
      }
    }
    return driver
  }
}

function waitForLock(connection: DatabaseConnection): DatabaseConnection {
  const execute = connection.executeQuery.bind(connection)
  /** Counted for all who wait: whoever stood in line behind one that gave up has waited as long. */
  const locked = { since: 0, seenAt: Number.NEGATIVE_INFINITY }
  connection.executeQuery = async <R>(query: CompiledQuery) => {
    for (;;) {
      try {
        return await execute<R>(query)
      } catch (error) {
        if (!isBusy(error)) throw error
        const now = performance.now()
        if (now - locked.seenAt > patienceMilliseconds) locked.since = now
        locked.seenAt = now
        if (now - locked.since > patienceMilliseconds) throw error
        // Not all at the same moment again.
        await sleep(Math.random() * pauseMilliseconds)
      }
    }
  }
  return connection
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

function isAlreadyEnded(error: unknown): boolean {
  return error instanceof Error && error.message.includes('no transaction is active')
}
