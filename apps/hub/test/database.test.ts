import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstanceKey } from '@licet/activation'
import { DatabaseUnusable } from '@licet/server'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openClock } from '../src/clock.ts'
import { type HubDatabase, openDatabase } from '../src/store/database.ts'

let folder: string
let path: string
const opened: HubDatabase[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'licet-database-'))
  path = join(folder, 'hub.db')
})
afterEach(() => {
  for (const database of opened.splice(0)) database.close()
  rmSync(folder, { recursive: true, force: true })
})
const open = (): HubDatabase => {
  const database = openDatabase(path, 1000)
  opened.push(database)
  return database
}

test('runs with a write-ahead log, full synchronisation and foreign keys', () => {
  const { raw } = open()
  const pragma = (name: string): unknown => raw.pragma(name, { simple: true })
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma)).toEqual([
    'wal',
    2,
    1,
    5000,
  ])
})

test('sees every commit, of this process and of others', () => {
  const [one, other] = [open(), open()]
  const before = [one.dataVersion(), other.dataVersion()]
  one.transact(tx => tx.raw.exec("INSERT INTO clock_floor VALUES (1, '{}')"))
  expect(one.dataVersion()).not.toBe(before[0])
  expect(other.transact(tx => tx.dataVersion())).not.toBe(before[1])
})

test('a transaction that fails leaves nothing behind', () => {
  const database = open()
  const deed = (): void =>
    database.transact(tx => {
      tx.raw.exec("INSERT INTO clock_floor VALUES (1, '{}')")
      throw new Error('no')
    })
  expect(deed).toThrow('no')
  expect(database.raw.prepare('SELECT count(*) FROM clock_floor').pluck().get()).toBe(0)
})

test('refuses a file that is damaged or no database', () => {
  writeFileSync(path, 'This is not a database. '.repeat(300))
  expect(open).toThrow(DatabaseUnusable)
})

test('refuses a database that a newer version has written', () => {
  open().raw.exec("INSERT INTO migration VALUES ('9999-tomorrow', 1)")
  expect(open).toThrow(/newer version/)
})

test('keeps a copy of a database before it changes its schema', () => {
  const raw = new Database(path)
  raw.exec('CREATE TABLE migration (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT')
  raw.close()
  open().raw.exec("DELETE FROM migration WHERE name <> '0001-licenses'")
  expect(open).toThrow()
  expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringContaining('before_migration')])
})

test('the clock never goes back behind what it has kept, nor behind a signed time', () => {
  const database = open()
  const clock = openClock(database, 0)
  const signed = clock.system() + 7200
  database.transact(tx => clock.observe(tx, { signedAt: [signed], timed: null }))
  expect(openClock(database, 0).now()).toBeGreaterThanOrEqual(signed)
  openClock(database, 7200 + 3600).keep()
  expect(openClock(database, 0).now()).toBeGreaterThanOrEqual(signed + 3600 - 1)
  const built = openClock(database, 0, undefined, { floor: { revocations: 0, time: signed + 86_400 } })
  expect(built.now()).toBeGreaterThanOrEqual(signed + 86_400)
})

test('a signed response lowers the clock in every process, and an older one knows nothing better', () => {
  const database = open()
  const other = openClock(database, 0)
  const clock = openClock(database, 0)
  database.transact(tx => clock.observe(tx, { signedAt: [], timed: null }))
  database.raw
    .prepare('UPDATE clock_floor SET floor = ?')
    .run(JSON.stringify({ ...JSON.parse(floorText(database)), running: clock.system() + 9 * 86_400 }))
  other.keep()
  expect(other.now() - other.system()).toBeGreaterThan(8 * 86_400)
  const timed = { at: clock.system(), waitedSeconds: 1, trustedSeconds: 60 }
  database.transact(tx => clock.observe(tx, { signedAt: [], timed }))
  expect(clock.now() - clock.system()).toBeLessThanOrEqual(2)
  other.keep()
  expect(other.now() - other.system()).toBeLessThanOrEqual(2)
})

test('a clock that was far ahead for a while expires nothing for good', () => {
  const database = open()
  const settled = openClock(database, 0)
  database.transact(tx => settled.observe(tx, { signedAt: [settled.system()], timed: null }))
  const wrong = openClock(database, 70 * 365 * 86_400)
  wrong.keep()
  expect(wrong.warning()).toBe('jumped')
  const right = openClock(database, 0)
  expect(right.now() - right.system()).toBeLessThan(60)
})

test('an installation keeps its id and key, and belongs to its owner alone', async () => {
  const one = openInstanceKey(folder)
  const again = openInstanceKey(folder)
  expect(again.id).toBe(one.id)
  expect(await again.sign({ a: 1 }, 'receipt+jwt')).toBe(await one.sign({ a: 1 }, 'receipt+jwt'))
})

function floorText({ raw }: ReturnType<typeof open>): string {
  return raw.prepare<[], string>('SELECT floor FROM clock_floor').pluck().get() ?? ''
}
