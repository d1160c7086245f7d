import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { createSecret, runCli, startHub } from '../support/hub.ts'
import { createInstallation } from '../support/installation.ts'
import { canStartPostgres, type Postgres, startPostgres } from '../support/postgres.ts'
import { assertStatus, issueLicense, showLicense } from '../support/vendor.ts'

const ada = createAccount({ name: 'Ada' })

async function setUp(control: Control): Promise<string> {
  const { role: _, ...account } = ada
  const answer = await control.anonymous.post('/v1/setup', { token: control.setupToken, ...account })
  assertStatus(answer, 201, 'set-up')
  return answer.body.token
}

/** Runs `licet` as somebody who knows neither the passphrase nor a token. */
function onTheBox(control: Control, ...args: string[]) {
  return control.databaseUrl === null
    ? runCli([...args, '--data-dir', control.dataDir])
    : runCli([...args, '--control-plane'], { env: { CONTROL_DATABASE_URL: control.databaseUrl } })
}

async function checkpointOf(control: Control): Promise<string[]> {
  const path = join(createDirectory('checkpoint'), 'checkpoint.json')
  writeFileSync(path, (await control.admin.get('/v1/audit/checkpoint')).text)
  return ['--checkpoint', path, '--trust', await control.trustFile()]
}

const sequenceOf = (list: string): number =>
  JSON.parse(Buffer.from(list.split('.')[1] ?? '', 'base64url').toString()).sequence

describe.each([
  'SQLite',
  ...(canStartPostgres('the command line on a control plane’s PostgreSQL') ? ['PostgreSQL'] : []),
])('on %s', kind => {
  let postgres: Postgres | null = null
  let control: Control
  let session: string
  beforeAll(async () => {
    if (kind === 'PostgreSQL') postgres = await startPostgres()
    control = await startControl(postgres === null ? {} : { databaseUrl: await postgres.createDatabase() })
    session = await setUp(control)
  })
  afterAll(async () => {
    await control.stop()
    await postgres?.stop()
  })

  test('licet admin reset lets a super_admin in again while the server runs, audited', async () => {
    const password = createSecret()
    const path = join(createDirectory('secret'), 'password')
    writeFileSync(path, `${password}\n`, { mode: 0o600 })
    const run = await onTheBox(control, 'admin', 'reset', ada.email, '--password-file', path)
    expect(run.code, run.stderr).toBe(0)
    expect(run.stdout + run.stderr).not.toContain(password)
    const signIn = (secret: string) =>
      control.anonymous.post('/v1/session', { email: ada.email, password: secret })
    expect((await control.anonymous.as(session).get('/v1/session')).status).toBe(401)
    expect((await signIn(ada.password)).status).toBe(401)
    expect((await signIn(password)).status).toBe(200)
    const { entries } = (await control.admin.get('/v1/audit?action=admin.reset')).body
    expect(entries).toMatchObject([{ actorName: 'licet admin reset' }])
    expect((await control.admin.get('/v1/audit/verify')).body.ok).toBe(true)
  })

  test('licet admin reset of nobody changes nothing', async () => {
    const before = (await control.admin.get('/v1/audit/checkpoint')).body.head
    const run = await onTheBox(control, 'admin', 'reset', 'nobody@example.test')
    expect([run.code, run.stdout]).toEqual([2, ''])
    expect((await control.admin.get('/v1/audit/checkpoint')).body.head).toBe(before)
  })

  test('licet audit verify holds the chain against a checkpoint that a key of the trust file signed', async () => {
    const seen = await checkpointOf(control)
    const run = await onTheBox(control, 'audit', 'verify', ...seen, '--json')
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: true, checkpointHolds: true })
    expect(run.code).toBe(0)
    const [name = '', path = ''] = seen
    const forged = JSON.parse(readFileSync(path, 'utf8'))
    forged.checkpoint = `${forged.checkpoint.slice(0, -8)}AAAAAAAA`
    writeFileSync(path, JSON.stringify(forged))
    const refused = await onTheBox(control, 'audit', 'verify', name, path, ...seen.slice(2))
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('CHECKPOINT_INVALID')
  })

  test('no copy is made or put back where it is not ours to', async () => {
    if (postgres === null) return
    const file = join(createDirectory('backup'), 'control.db')
    writeFileSync(file, 'x')
    for (const args of [
      ['backup', '--out', `${file}.2`],
      ['restore', file, '--yes'],
    ]) {
      const run = await onTheBox(control, ...args)
      expect(run.code).toBe(2)
      expect(run.stderr).toContain('DATABASE_ON_POSTGRES')
    }
  })
})

describe('licet backup and restore', () => {
  let control: Control
  let copy: string
  beforeAll(async () => {
    control = await startControl()
    copy = join(createDirectory('backup'), 'control.db')
  })
  afterAll(() => control.stop())

  test('bring a copy back, but no revocation, withdrawn token or retired key, and no session; licenses issued since stay', async () => {
    const session = await setUp(control)
    const { id, key } = await issueLicense(control.admin, 'node-locked')
    const stolen = await issueLicense(control.admin, 'node-locked')
    const box = createInstallation()
    expect((await box.activate(control.anonymous, key)).status).toBe(200)
    const made = await control.admin.post('/v1/api-tokens', { name: 'old', scopes: ['read'] })
    assertStatus(made, 201, 'making a token')

    const saved = await onTheBox(control, 'backup', '--out', copy)
    expect(saved.code, saved.stderr).toBe(0)

    expect((await box.heartbeat(control.anonymous, id)).status).toBe(200)
    await control.admin.delete(`/v1/api-tokens/${made.body.id}`)
    const next = await control.admin.post('/v1/signing-keys', { use: 'license' })
    await control.admin.post(`/v1/signing-keys/${next.body.kid}/activate`, {})
    assertStatus(await control.admin.post(`/v1/licenses/${stolen.id}/revoke`, {}), 200, 'revoking')
    const list = sequenceOf((await control.anonymous.get('/v1/revocations')).text)
    const later = await issueLicense(control.admin, 'node-locked')
    const lost = await control.admin.post('/v1/api-tokens', { name: 'later', scopes: ['read'] })
    assertStatus(lost, 201, 'making a token')

    const running = await onTheBox(control, 'restore', copy, '--yes')
    expect(running.code).toBe(2)
    expect(running.stderr).toContain('stop it first')
    expect((await showLicense(control, later.id)).id).toBe(later.id)

    await control.stop()
    const checked = await onTheBox(control, 'restore', copy, '--check')
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('audit chain holds') })
    const restored = await onTheBox(control, 'restore', copy, '--yes')
    expect(restored.code, restored.stderr).toBe(0)
    control = await control.beside()

    expect((await showLicense(control, later.id)).id).toBe(later.id)
    expect((await control.anonymous.as(lost.body.token).get('/v1/licenses')).status).toBe(401)
    expect(restored.stdout).toContain('API token: later')
    expect((await control.anonymous.as(session).get('/v1/session')).status).toBe(401)
    expect((await control.anonymous.as(made.body.token).get('/v1/licenses')).status).toBe(401)
    const { keys } = (await control.admin.get('/v1/signing-keys')).body
    const active = keys.filter((one: { use: string; status: string }) => one.status === 'active')
    expect(active.map((one: { kid: string }) => one.kid)).toContain(next.body.kid)
    expect(active).toHaveLength(2)
    const after = (await control.anonymous.get('/v1/revocations')).text
    expect(sequenceOf(after)).toBeGreaterThan(list)
    expect(Buffer.from(after.split('.')[1] ?? '', 'base64url').toString()).toContain(stolen.id)
    expect((await showLicense(control, stolen.id)).state).toBe('revoked')
    const refused = await createInstallation().activate(control.anonymous, stolen.key)
    expect([refused.status, refused.body.code]).toEqual([403, 'KEY_REVOKED'])
    expect((await box.heartbeat(control.anonymous, id)).status).toBe(200)
    expect((await showLicense(control, id)).activations).toMatchObject([{ state: 'active' }])

    const { entries } = (await control.admin.get('/v1/audit?limit=1')).body
    expect(entries[0]).toMatchObject({ action: 'backup.restore', actorName: 'licet restore' })
    expect((await onTheBox(control, 'audit', 'verify', ...(await checkpointOf(control)))).code).toBe(0)
  })

  test('refuse what is no whole backup of a control plane; a checkpoint shows a tail that was cut off', async () => {
    const hub = await startHub()
    const folder = createDirectory('backup')
    const [ofHub, text, edited] = ['hub.db', 'text.db', 'edited.db'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ]
    expect((await runCli(['backup', '--data-dir', hub.dataDir, '--out', ofHub])).code).toBe(0)
    await hub.stop()
    writeFileSync(text, 'This is not a database. '.repeat(400))
    writeFileSync(edited, readFileSync(copy))
    const raw = new Database(edited)
    raw.exec(`UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 2`)
    raw.close()
    const seen = await checkpointOf(control)
    await control.stop()
    const present = join(control.dataDir, 'control.db')
    const before = readFileSync(present)
    for (const [how, file, reason] of [
      ['--yes', ofHub, 'is one of a Hub, not of a control plane'],
      ['--yes', text, 'cannot be read'],
      ['--check', edited, 'broken at entry 2'],
      ['--yes', edited, 'broken at entry 2'],
    ] as const) {
      const run = await onTheBox(control, 'restore', file, how)
      expect([run.code, run.stdout]).toEqual([2, ''])
      expect(run.stderr).toContain(reason)
    }
    expect(readFileSync(present).equals(before)).toBe(true)

    const held = openDatabase(control.dataDir)
    held.exec('DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)')
    held.close()
    expect((await onTheBox(control, 'audit', 'verify')).code).toBe(0)
    expect((await onTheBox(control, 'audit', 'verify', ...seen)).code).toBe(1)
  })
})
