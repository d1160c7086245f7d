import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseUnusable } from '@licet/server'
import { StartRefused } from '@licet/server/config'
import { afterEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/access/actor.ts'
import { appendAudit, loadAuditHead } from '../../src/store/audit.ts'
import { openControlDatabase } from '../../src/store/database.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'

const opened: TestControl[] = []
async function open(beside?: TestControl): Promise<TestControl> {
  const control = await openTestControl({ beside })
  opened.unshift(control)
  return control
}
afterEach(async () => {
  for (const control of opened.splice(0)) await control.close()
})

const note = (target: string) => ({ actor: systemActor, action: 'test', target, at: 1 })

describe('deeds', () => {
  test('take turns over all instances, so that a chain has no fork', async () => {
    const control = await open()
    const beside = await open(control)
    const { sequence } = await loadAuditHead(control.database.db)
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        (n % 2 ? control : beside).database.transact(tx => appendAudit(tx, note(String(n)))),
      ),
    )
    const verdict = (await control.ask('GET', '/v1/audit/verify')).body
    expect(verdict).toMatchObject({ ok: true, entries: sequence + 60 })
  })

  test('that fail leave nothing behind, and hold nobody up', async () => {
    const { database } = await open()
    const before = await loadAuditHead(database.db)
    const failed = database.transact(async tx => {
      await appendAudit(tx, note('lost'))
      throw new Error('on purpose')
    })
    await expect(failed).rejects.toThrow('on purpose')
    expect(await loadAuditHead(database.db)).toEqual(before)
    await database.transact(tx => appendAudit(tx, note('kept')))
    expect((await loadAuditHead(database.db)).sequence).toBe(before.sequence + 1)
  })

  test('never start another, which would wait for itself', async () => {
    const { database } = await open()
    const nested = database.transact(() => database.transact(async () => 1))
    await expect(nested).rejects.toThrow('a deed must not start another')
  })
})

describe('a database', () => {
  test('is opened again as it was, and none of it is migrated twice', async () => {
    const control = await open()
    const applied = () => control.database.db.selectFrom('migration').selectAll().execute()
    const before = await applied()
    await open(control)
    expect(await applied()).toEqual(before)
  })

  test('says which instances serve on it, and of one that has stopped nothing', async () => {
    const control = await open()
    const beside = await openTestControl({ beside: control })
    const instances = async () => (await control.ask('GET', '/v1/settings')).body.instances
    expect((await instances()).filter(({ self }: { self: boolean }) => self)).toHaveLength(1)
    expect(await instances()).toHaveLength(control.database.kind === 'postgres' ? 2 : 1)
    await beside.close()
    await expect.poll(async () => (await instances()).length).toBe(1)
  })

  test('of a newer version is refused, and not touched', async () => {
    const control = await open()
    await control.database.transact(tx =>
      tx.insertInto('migration').values({ name: '9999-later', applied_at: 1 }).execute(),
    )
    const place = { url: control.databaseUrl, path: control.databasePath }
    await expect(openControlDatabase(place, 1)).rejects.toThrow(StartRefused)
  })
})

describe('a SQLite file', () => {
  test('is copied before it is migrated', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'licet-control-'))
    const place = { url: null, path: join(folder, 'control.db') }
    const first = await openControlDatabase(place, 1)
    expect(readdirSync(folder)).not.toContain('backups')
    await first.transact(tx => tx.deleteFrom('migration').where('name', '=', '0003-fleet').execute())
    await first.close()
    // The tables are there already, so the migration itself fails; the copy was made before.
    await expect(openControlDatabase(place, 2)).rejects.toThrow()
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      expect.stringMatching(/^control-2-\d+-before_migration\.db$/),
    ])
    rmSync(folder, { recursive: true })
  })

  test('that is damaged is refused before anything is written to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'licet-control-'))
    const path = join(folder, 'control.db')
    writeFileSync(path, 'This is no database, and long enough not to be taken for an empty one.'.repeat(100))
    await expect(openControlDatabase({ url: null, path }, 1)).rejects.toThrow(DatabaseUnusable)
    rmSync(folder, { recursive: true })
  })

  test('cannot be written by what only reads', async () => {
    const { database } = await open()
    if (database.kind !== 'sqlite') return
    const write = database.db.insertInto('setting').values({ name: 'x', value: '1' }).execute()
    await expect(write).rejects.toThrow('readonly')
  })
})
