import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  appendAuditEntry,
  auditHead,
  backupDatabase,
  DatabaseFileError,
  resetAdminPassword,
  restoreDatabase,
  verifyAuditChain,
  verifyPassword,
} from '../src/index.ts'
import { migrate } from '../src/store/hub/migrations.ts'

const actor = { id: 'usr_1', name: 'Ada', address: '127.0.0.1' }
let folder = ''
let path = ''
let live: Database.Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'licet-files-'))
  path = join(folder, 'hub.db')
  live = new Database(path)
  live.pragma('journal_mode = WAL')
  migrate(live, path, 1)
  live.exec(`INSERT INTO clock_floor VALUES (1, '100')`)
  addUser('usr_1', 'Ada', 'admin')
  addUser('usr_2', 'Bob', 'user')
  addUser('usr_3', 'Cyd', 'admin', 0)
  live.exec(`
    INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
      VALUES ('acc_1', 'usr_1', 'credential', 'usr_1', 'old', 0, 0);
    INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at)
      VALUES ('ses_1', 'a', 'usr_1', 1, 1, 1), ('ses_2', 'b', 'usr_2', 1, 1, 1);
    INSERT INTO two_factor (id, secret, backup_codes, user_id) VALUES ('tfa_1', 's', 'c', 'usr_1');
  `)
  audit('audit.begin')
})
afterEach(() => {
  live.close()
  rmSync(folder, { recursive: true, force: true })
})

function addUser(id: string, name: string, role: string, enabled = 1): void {
  live
    .prepare(
      'INSERT INTO user (id, name, email, role, enabled, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 0, 0)',
    )
    .run(id, name, `${name.toLowerCase()}@example.com`, role, enabled)
}

const system = { at: 1, actor: 'system', actorName: 'System', target: '', detail: {}, address: '' }
function audit(action: string): void {
  live.transaction(() => appendAuditEntry(live, { ...system, action })).immediate()
}
const value = (sql: string): unknown => live.prepare(sql).pluck().get()
const leftovers = (): string[] =>
  readdirSync(folder).filter(name => !/^hub\.db(-wal|-shm)?$|^backups$|^copy/.test(name))

describe('a backup', () => {
  test('made while somebody writes holds every write acknowledged before, is private, whole and one file', async () => {
    addUser('usr_4', 'Dee', 'user')
    const target = join(folder, 'copy.db')
    const writing = backupDatabase(path, target)
    addUser('usr_5', 'Eve', 'user')
    const { bytes } = await writing
    const copy = new Database(target, { readonly: true })
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare(`SELECT count(*) FROM user WHERE id = 'usr_4'`).pluck().get()).toBe(1)
    copy.close()
    expect(statSync(target).size).toBe(bytes)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(leftovers()).toEqual([])
  })

  test('of something that is no database leaves no file behind', async () => {
    const bad = join(folder, 'copy-of-nothing.db')
    writeFileSync(bad, 'this is no database at all, only a text of some length'.repeat(50))
    await expect(backupDatabase(bad, join(folder, 'copy2.db'))).rejects.toThrow(DatabaseFileError)
    await expect(backupDatabase(join(folder, 'copy-absent'), join(folder, 'copy2.db'))).rejects.toThrow(
      DatabaseFileError,
    )
    expect(existsSync(join(folder, 'copy2.db'))).toBe(false)
    expect(leftovers()).toEqual([])
  })
})

describe('a restore', () => {
  const restore = (source: string) => restoreDatabase({ source, databasePath: path, now: 500, actor })

  test('keeps what was ended since, floor, revocations and the audit log, and ends every session', async () => {
    const copy = join(folder, 'copy.db')
    live.exec(`INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES ('keyset', x'01', 1, 'x')`)
    await backupDatabase(path, copy)
    live.exec(`DELETE FROM user WHERE id = 'usr_2'; UPDATE clock_floor SET floor = '900';
      INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES ('revocations', x'02', 2, 'x')`)
    audit('user.delete')
    const replaced = auditHead(live)
    const { previous, inPlace } = await restore(copy)
    expect(inPlace).toBe(true)
    expect(value(`SELECT count(*) FROM user`)).toBe(2)
    expect(value('SELECT count(*) FROM session')).toBe(0)
    expect(value('SELECT floor FROM clock_floor')).toBe('900')
    expect(live.prepare('SELECT kind FROM artifact ORDER BY position').pluck().all()).toEqual([
      'keyset',
      'revocations',
    ])
    const trace = live.prepare('SELECT action, detail FROM audit ORDER BY sequence DESC').get() as Record<
      string,
      string
    >
    expect([trace.action, JSON.parse(trace.detail ?? '')]).toEqual([
      'backup.restore',
      expect.objectContaining({
        replacedSequence: replaced.sequence,
        replacedHead: replaced.hash,
        backupSequence: 1,
        log: 'part',
        logKept: 'present',
        carriedOver: { account_deleted: 1, revocations: 1, clock: 1 },
      }),
    ])
    expect(await verifyAuditChain(path)).toMatchObject({ ok: true, entries: 3 })
    const kept = new Database(join(folder, 'backups', previous ?? ''), { readonly: true })
    expect(kept.prepare('SELECT count(*) FROM user').pluck().get()).toBe(2)
    kept.close()
    expect(live.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(leftovers()).toEqual([])
  })

  test.each(['half of it', 'another database', 'a text', 'flipped bytes'])(
    'of %s is refused and changes nothing',
    async kind => {
      const copy = join(folder, 'copy.db')
      await backupDatabase(path, copy)
      const bytes = Buffer.from(await import('node:fs').then(fs => fs.readFileSync(copy)))
      if (kind === 'half of it') writeFileSync(copy, bytes.subarray(0, bytes.length / 2))
      if (kind === 'a text') writeFileSync(copy, 'text '.repeat(5000))
      if (kind === 'flipped bytes') writeFileSync(copy, bytes.fill(0xa5, 4096, 12_288))
      if (kind === 'another database') {
        rmSync(copy)
        const other = new Database(copy)
        other.exec('CREATE TABLE t (x)')
        other.close()
      }
      const head = auditHead(live)
      await expect(restore(copy)).rejects.toThrow(DatabaseFileError)
      expect(auditHead(live)).toEqual(head)
      expect(value('SELECT count(*) FROM session')).toBe(2)
      expect(leftovers()).toEqual([])
    },
  )

  test('in the place of a damaged database keeps the damaged file and makes a sound one', async () => {
    const copy = join(folder, 'copy.db')
    await backupDatabase(path, copy)
    live.close()
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
    writeFileSync(path, 'not a database any more '.repeat(400))
    const { previous, inPlace } = await restore(copy)
    live = new Database(path)
    expect(inPlace).toBe(false)
    expect(previous).toMatch(/before_restore\.db\.damaged$/)
    expect(existsSync(join(folder, 'backups', previous ?? ''))).toBe(true)
    expect(value('SELECT count(*) FROM user')).toBe(3)
    expect((await verifyAuditChain(path)).ok).toBe(true)
  })

  describe('beside others that write', () => {
    const isThere = (pattern: RegExp): boolean =>
      readdirSync(folder, { recursive: true }).some(name => pattern.test(String(name)))
    const until = async (pattern: RegExp): Promise<void> => {
      while (!isThere(pattern)) await setImmediate()
    }
    /** A restore that has read what is there and has not exchanged it yet. */
    const begin = async (): Promise<{ done: ReturnType<typeof restoreDatabase> }> => {
      const copy = join(folder, 'copy.db')
      await backupDatabase(path, copy)
      const done = restoreDatabase({ source: copy, databasePath: path, now: 3, actor })
      await until(/present-copy\.db$/)
      return { done }
    }

    test('keeps what is written meanwhile: an account that is disabled then stays disabled', async () => {
      const { done } = await begin()
      live
        .transaction(() => {
          live.exec(`UPDATE user SET enabled = 0 WHERE id = 'usr_2'`)
          appendAuditEntry(live, { ...system, action: 'user.update', target: 'usr_2' })
        })
        .immediate()
      const { changes, previous } = await done
      expect(changes.carriedOver).toMatchObject([{ kind: 'account_disabled', id: 'usr_2' }])
      expect(value(`SELECT enabled FROM user WHERE id = 'usr_2'`)).toBe(0)
      expect(value(`SELECT count(*) FROM audit WHERE action = 'user.update'`)).toBe(1)
      expect(readdirSync(join(folder, 'backups'))).toEqual([previous])
    })

    test('waits for a transaction that is open at the exchange, and reports none that did not happen', async () => {
      const { done } = await begin()
      live.exec('BEGIN IMMEDIATE')
      await until(/before_restore\.db$/)
      for (let turn = 0; turn < 50; turn++) await setImmediate()
      live.exec('COMMIT')
      await done
      expect(value('SELECT count(*) FROM session')).toBe(0)
      expect(value('SELECT action FROM audit ORDER BY sequence DESC LIMIT 1')).toBe('backup.restore')
    })
  })

  test('where there was no database at all makes one', async () => {
    const copy = join(folder, 'copy.db')
    await backupDatabase(path, copy)
    const elsewhere = mkdtempSync(join(tmpdir(), 'licet-files-'))
    const target = join(elsewhere, 'hub.db')
    copyFileSync(copy, join(elsewhere, 'copy.db'))
    const { previous } = await restoreDatabase({
      source: join(elsewhere, 'copy.db'),
      databasePath: target,
      now: 1,
      actor,
    })
    expect(previous).toBeNull()
    expect((await verifyAuditChain(target)).ok).toBe(true)
    rmSync(elsewhere, { recursive: true })
  })
})

describe('resetting an administrator', () => {
  test('sets the password, ends the sessions, takes the second factor away and is audited', async () => {
    await resetAdminPassword(path, ' ADA@example.com', 'tidal quartz lantern', 7)
    const stored = String(value(`SELECT password FROM account WHERE user_id = 'usr_1'`))
    expect(await verifyPassword('tidal quartz lantern', stored)).toBe(true)
    expect(value(`SELECT count(*) FROM session WHERE user_id = 'usr_1'`)).toBe(0)
    expect(value('SELECT count(*) FROM two_factor')).toBe(0)
    expect(value('SELECT count(*) FROM session')).toBe(1)
    expect(value('SELECT action FROM audit ORDER BY sequence DESC LIMIT 1')).toBe('admin.reset')
    expect((await verifyAuditChain(path)).ok).toBe(true)
  })

  test.each([
    ['somebody unknown', 'eve@example.com', 'tidal quartz lantern'],
    ['an account that is no administrator', 'bob@example.com', 'tidal quartz lantern'],
    ['a disabled administrator', 'cyd@example.com', 'tidal quartz lantern'],
    ['a password that is too short', 'ada@example.com', 'short'],
    ['a password that is the own name', 'ada@example.com', 'vorontsek quixadell'],
  ])('refuses %s and changes nothing', async (_, email, password) => {
    live.exec(`UPDATE user SET name = 'Quixadell Vorontsek' WHERE id = 'usr_1'`)
    await expect(resetAdminPassword(path, email, password, 7)).rejects.toThrow()
    expect(value(`SELECT password FROM account WHERE user_id = 'usr_1'`)).toBe('old')
    expect(value('SELECT count(*) FROM session')).toBe(2)
    expect(auditHead(live).sequence).toBe(1)
  })
})

describe('the audit log in a file', () => {
  test('shows an entry edited in the database', async () => {
    audit('a')
    audit('b')
    const checkpoint = { ...auditHead(live), head: auditHead(live).hash, at: 0, installationId: 'i' }
    live.exec(`UPDATE audit SET detail = 'not json' WHERE sequence = 2`)
    expect(await verifyAuditChain(path, checkpoint)).toMatchObject({
      ok: false,
      brokenAt: 2,
      checkpointHolds: true,
    })
    live.exec('DELETE FROM audit WHERE sequence > 1')
    expect(await verifyAuditChain(path, checkpoint)).toMatchObject({ ok: true, checkpointHolds: false })
  })

  test('takes no entry outside the transaction of a deed', () => {
    const entry = { at: 1, actor: '', actorName: '', action: '', target: '', detail: {}, address: '' }
    expect(() => appendAuditEntry(live, entry)).toThrow(/transaction/)
    expect(auditHead(live).sequence).toBe(1)
  })
})
