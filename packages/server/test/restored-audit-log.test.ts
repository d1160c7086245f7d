import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  appendAuditEntry,
  auditHead,
  backupDatabase,
  previewRestore,
  readAuditChain,
  restoreDatabase,
  verifyAuditChain,
} from '../src/index.ts'
import { hubSteps } from '../src/store/hub/migrations.ts'

const actor = { id: 'system', name: 'licet restore', address: '' }
let folder: string
let live: Database.Database
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'licet-logs-'))
  live = await openHub('hub.db')
  addAccount(live, 'usr_1', 'Ada')
  for (const target of ['one', 'two', 'three']) audit(live, target)
})
afterEach(() => {
  live.close()
  rmSync(folder, { recursive: true })
})

const pathOf = (name: string): string => join(folder, name)

async function openHub(name: string): Promise<Database.Database> {
  const raw = new Database(pathOf(name))
  await hubSteps.apply(raw, hubSteps.names.length, 100)
  raw.pragma('journal_mode = WAL')
  return raw
}

function addAccount(raw: Database.Database, id: string, name: string, role = 'admin'): void {
  raw
    .prepare(
      `INSERT INTO "user" (id, name, email, role, enabled, created_at, updated_at) VALUES (?, ?, ?, ?, 1, 5, 5)`,
    )
    .run(id, name, `${name.toLowerCase()}@example.test`, role)
}

function audit(raw: Database.Database, target: string, action = 'user.create'): void {
  raw
    .transaction(() =>
      appendAuditEntry(raw, {
        at: 1,
        actor: 'usr_1',
        actorName: 'Ada',
        action,
        target,
        detail: {},
        address: '',
      }),
    )
    .immediate()
}

/** Backs the Hub up and changes the copy, as somebody does who has it on a desk. */
async function changedCopy(change: (raw: Database.Database) => void): Promise<string> {
  const path = pathOf('copy.db')
  await backupDatabase(pathOf('hub.db'), path)
  const raw = new Database(path)
  change(raw)
  raw.close()
  return path
}

/** Writes the log anew from some entry on, every hash computed again. */
function forge(raw: Database.Database, from: number, targets: readonly string[]): void {
  raw.prepare('DELETE FROM audit WHERE sequence >= ?').run(from)
  for (const target of targets) audit(raw, target)
}

const restore = (source: string) =>
  restoreDatabase({ source, databasePath: pathOf('hub.db'), now: 500, actor })
const preview = (source: string) => previewRestore({ source, databasePath: pathOf('hub.db'), now: 500 })
const targets = (): string[] => [...readAuditChain(live)].map(({ target }) => target)
const lastDetail = (): Record<string, unknown> => [...readAuditChain(live)].at(-1)?.detail ?? {}

/** Restores, and expects the log in use to go on with one entry that names both heads. */
async function expectOwnLogGoesOn(source: string, relation: 'branch' | 'other'): Promise<void> {
  const [before, own] = [targets(), auditHead(live)]
  const theirs = new Database(source, { readonly: true })
  const backup = auditHead(theirs)
  theirs.close()
  const log = { relation, kept: 'present', presentEntries: before.length, backupEntries: backup.sequence }
  expect((await preview(source)).log).toEqual(log)
  expect(targets()).toEqual(before)
  expect((await restore(source)).changes.log).toEqual(log)
  expect(targets().slice(0, -1)).toEqual(before)
  expect(lastDetail()).toMatchObject({
    log: relation,
    logKept: 'present',
    replacedSequence: own.sequence,
    replacedHead: own.hash,
    backupSequence: backup.sequence,
    backupHead: backup.hash,
  })
  expect(await verifyAuditChain(pathOf('hub.db'))).toMatchObject({ ok: true, entries: before.length + 1 })
}

describe('the audit log in use goes on over a restore of', () => {
  test('a log that somebody wrote anew from some entry on, every hash computed again, however long it is', async () => {
    const forged = await changedCopy(raw =>
      forge(raw, 2, ['forged', ...Array.from({ length: 50 }, (_, index) => `later ${index}`)]),
    )
    audit(live, 'after the backup')
    await expectOwnLogGoesOn(forged, 'branch')
  })

  test('a log that was written anew from its first entry', async () => {
    await expectOwnLogGoesOn(
      await changedCopy(raw => forge(raw, 1, ['forged', 'two', 'three', 'four'])),
      'other',
    )
  })

  test('a log that lacks its last entries and says something else in their place', async () => {
    await expectOwnLogGoesOn(await changedCopy(raw => forge(raw, 3, ['forged'])), 'branch')
  })

  test('another installation, of whose accounts only those are ended that this one knows', async () => {
    const other = await openHub('other.db')
    addAccount(other, 'usr_9', 'Zoe')
    addAccount(other, 'usr_2', 'Gone', 'user')
    audit(other, 'theirs')
    const path = pathOf('elsewhere.db')
    await backupDatabase(pathOf('other.db'), path)
    other.close()
    audit(live, 'usr_2', 'user.delete')
    await expectOwnLogGoesOn(path, 'other')
    expect(live.prepare('SELECT id FROM user ORDER BY id').pluck().all()).toEqual(['usr_9'])
  })
})

describe('the audit log of a backup goes on where', () => {
  test('it goes on from the one in use: then the backup decides, and nothing that is older ends anything in it', async () => {
    const older = pathOf('older.db')
    await backupDatabase(pathOf('hub.db'), older)
    addAccount(live, 'usr_2', 'Later', 'user')
    audit(live, 'usr_2')
    live.prepare(`UPDATE user SET enabled = 0 WHERE id = 'usr_1'`).run()
    const newer = pathOf('newer.db')
    addAccount(live, 'usr_3', 'Root')
    audit(live, 'usr_3')
    await backupDatabase(pathOf('hub.db'), newer)
    const all = targets()
    const place = mkdtempSync(join(folder, 'place-'))
    const databasePath = join(place, 'hub.db')
    await restoreDatabase({ source: older, databasePath, now: 400, actor })
    const raw = new Database(databasePath)
    // As a machine that was set back to a snapshot: its log ends earlier, and nothing was written since.
    raw.prepare(`DELETE FROM audit WHERE action = 'backup.restore'`).run()
    const options = { source: newer, databasePath, now: 500 }
    const { log, carriedOver } = await previewRestore(options)
    expect(log).toEqual({ relation: 'newer', kept: 'backup', presentEntries: 3, backupEntries: 5 })
    expect(carriedOver).toEqual([])
    const { changes } = await restoreDatabase({ ...options, actor })
    expect(changes.log.kept).toBe('backup')
    expect([...readAuditChain(raw)].map(({ target }) => target).slice(0, 5)).toEqual(all)
    expect(raw.prepare('SELECT id, enabled FROM user ORDER BY id').raw().all()).toEqual([
      ['usr_1', 0],
      ['usr_2', 1],
      ['usr_3', 1],
    ])
    raw.close()
    expect((await verifyAuditChain(databasePath)).ok).toBe(true)
  })

  test('the one in use is broken; then what is in use still ends what ended', async () => {
    addAccount(live, 'usr_2', 'Gone', 'user')
    audit(live, 'usr_2')
    const copy = await changedCopy(() => {})
    live.prepare(`DELETE FROM user WHERE id = 'usr_2'`).run()
    audit(live, 'usr_2', 'user.delete')
    live.prepare(`UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 2`).run()
    const { log } = await preview(copy)
    expect(log).toMatchObject({ relation: 'unknown', kept: 'backup' })
    await restore(copy)
    expect(live.prepare(`SELECT count(*) FROM user WHERE id = 'usr_2'`).pluck().get()).toBe(0)
    expect((await verifyAuditChain(pathOf('hub.db'))).ok).toBe(true)
  })
})

describe('a backup of a database whose audit chain is broken', () => {
  test('is made and says so by name; a restore refuses it, says how to go on, and that way works', async () => {
    const sound = await changedCopy(() => {})
    audit(live, 'four')
    live.prepare(`UPDATE audit SET target = 'edited' WHERE sequence = 2`).run()
    const path = pathOf('broken.db')
    const { warning } = await backupDatabase(pathOf('hub.db'), path)
    expect(warning).toMatchObject({ code: 'AUDIT_CHAIN_BROKEN', entry: 2 })
    expect(warning?.message).toMatch(/made, but no restore takes it/)
    const before = targets()
    for (const deed of [restore, preview])
      await expect(deed(path)).rejects.toMatchObject({
        message: expect.stringMatching(/chain of the backup is broken at entry 2.*Restore an older backup/),
        fault: { code: 'chain_broken', values: { entry: 2 } },
      })
    expect(targets()).toEqual(before)
    await restore(sound)
    expect((await backupDatabase(pathOf('hub.db'), pathOf('mended.db'))).warning).toBeNull()
  })
})
