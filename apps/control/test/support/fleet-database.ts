import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { createPostgresDatabase } from '../../../../test/support/postgres.ts'
import { type ControlDatabase, openControlDatabase } from '../../src/store/database.ts'

/** A migrated database without anything in it: SQLite, or in the project on PostgreSQL one of its server's. */
export async function openFleetDatabase(now: number): Promise<ControlDatabase> {
  const server = inject('postgresUrl')
  const folder = mkdtempSync(join(tmpdir(), 'licet-fleet-'))
  const url = server === undefined ? null : await createPostgresDatabase(server)
  const database = await openControlDatabase({ url, path: join(folder, 'control.db') }, now)
  onTestFinished(async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return database
}
