import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backupDatabase, restoreDatabase, verifyAuditChain } from '@licet/server'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createInstallation, issue, send } from '../licensing/installation.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'

const actor = { id: 'system', name: 'licet restore', address: '' }

// PostgreSQL has tools of its own for that.
describe.skipIf(inject('postgresUrl') !== undefined)('a restored control plane', () => {
  let control: TestControl
  let folder: string
  let [early, late] = ['', '']
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'licet-restore-'))
    ;[early, late] = ['early.db', 'late.db'].map(name => join(folder, name)) as [string, string]
    control = await openTestControl()
    await backupDatabase(control.databasePath, early, 'control')
    const made = await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })
    await control.ask('POST', `/v1/signing-keys/${made.body.kid}/activate`, { body: {} })
    await backupDatabase(control.databasePath, late, 'control')
  })
  afterAll(async () => {
    await control.close()
    rmSync(folder, { recursive: true })
  })

  let restored = 0
  const place = () => join(mkdtempSync(join(folder, 'place-')), 'control.db')
  const restore = (source: string, databasePath: string) =>
    restoreDatabase({ product: 'control', source, databasePath, now: 1_900_000_000 + restored++, actor })
  const read = <Row>(path: string, sql: string): Row[] => {
    const raw = new Database(path)
    try {
      return raw.prepare<[], Row>(sql).all()
    } finally {
      raw.close()
    }
  }
  const statuses = (path: string) =>
    read<{ status: string }>(
      path,
      `SELECT status FROM signing_key WHERE "use" = 'license' ORDER BY status`,
    ).map(({ status }) => status)

  test('signs with the key that was made last, whichever copy is put back', async () => {
    const path = place()
    await restore(early, path)
    expect(statuses(path)).toEqual(['active'])
    await restore(late, path)
    expect(statuses(path)).toEqual(['active', 'retired'])
    await restore(early, path)
    expect(statuses(path)).toEqual(['active', 'retired'])
    expect((await verifyAuditChain(path, undefined, 'control')).ok).toBe(true)
  })

  test('signs with one key where two copies went different ways', async () => {
    const path = place()
    await restore(early, path)
    const raw = new Database(path)
    raw.exec(`UPDATE signing_key SET status = 'retired' WHERE "use" = 'license';
      INSERT INTO signing_key SELECT 'other', alg, "use", 'active', jwk, envelope, created_at, created_by, 1, NULL
        FROM signing_key WHERE "use" = 'license'`)
    raw.close()
    await restore(late, path)
    const active = read<{ kid: string }>(
      path,
      `SELECT kid FROM signing_key WHERE "use" = 'license' AND status = 'active'`,
    )
    expect(active).toEqual([{ kid: 'other' }])
  })

  test('answers nothing anew that was answered since, and opens to no key that was replaced since', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    const request = await box.request({ action: 'activate' })
    const before = join(folder, 'before.db')
    await backupDatabase(control.databasePath, before, 'control')
    await box.take((await send(control, '/v1/licenses/activate', { key, request })).body.token)
    await box.beat(id)
    const middle = join(folder, 'middle.db')
    await backupDatabase(control.databasePath, middle, 'control')
    await box.beat(id)
    await control.ask('POST', `/v1/licenses/${id}/reissue-key`, { body: {} })
    for (const copy of [before, middle]) {
      const path = place()
      await backupDatabase(control.databasePath, path, 'control')
      await restore(copy, path)
      const used = read(path, 'SELECT id FROM used_request')
      expect(used).toHaveLength(1)
      const columns = 'counter, counter_max, answer_id'
      const machines = `SELECT ${columns} FROM machine`
      expect(read(path, machines)).toEqual(read(control.databasePath, machines))
      const keys = 'SELECT key_hash, proof_revision FROM license'
      expect(read(path, keys)).toEqual(read(control.databasePath, keys))
      expect(read(path, 'SELECT at FROM signed_time')).toEqual(
        read(control.databasePath, 'SELECT at FROM signed_time'),
      )
    }
  })

  test('takes nothing over from the database of another one', async () => {
    const path = place()
    const other = await openTestControl()
    await backupDatabase(other.databasePath, path, 'control')
    await other.close()
    const { previous } = await restore(early, path)
    expect(previous).toMatch(/^control-\d+-\d+-before_restore\.db$/)
    expect(read(path, 'SELECT kid FROM signing_key ORDER BY kid')).toEqual(
      read(early, 'SELECT kid FROM signing_key ORDER BY kid'),
    )
    expect(read(path, `SELECT 1 FROM secret WHERE name = 'revocations_due'`)).toEqual([])
  })
})
