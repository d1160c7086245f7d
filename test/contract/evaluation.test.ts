import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { type Hub, runCli, runHub, startHub } from '../support/hub.ts'
import { rebuildHub } from '../support/rebuilt-hub.ts'
import { createSigningKey } from '../support/signing-key.ts'
import { trustEntry, trustOf, writeTrustFile } from '../support/trust-file.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** A Hub as `npm start` runs it: the development keys of its own data directory, no trust file. */
const plainEvaluation = { HUB_TRUST_FILE: '', HUB_CLOCK_OFFSET_SECONDS: '' }
const production = { ...plainEvaluation, HUB_EVALUATION: '' }

/** Makes development keys and a sample license in a data directory, as `npm start` does; returns the sample. */
async function prepareEvaluation(dataDir: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(['keys', 'evaluation', '--data-dir', dataDir])
  expect(code, stdout + stderr).toBe(0)
  return readFileSync(join(dataDir, 'evaluation', 'sample.license'), 'utf8')
}

/** A Hub in evaluation, and the license that lies in its data directory. */
async function startEvaluation(): Promise<{ hub: Hub; sample: string }> {
  const dataDir = createDirectory()
  const sample = await prepareEvaluation(dataDir)
  return { hub: await start({ dataDir, env: plainEvaluation }), sample }
}

test('a trust file without evaluation ends the start with exit 1, naming the variable', async () => {
  const end = await runHub({
    HUB_EVALUATION: '',
    HUB_TRUST_FILE: writeTrustFile(trustOf([trustEntry(createSigningKey('k'))])),
  })
  expect(end.code).toBe(1)
  expect(end.stdout + end.stderr).toContain('HUB_TRUST_FILE')
})

test('a clock offset without evaluation ends the start with exit 1, naming the variable', async () => {
  const end = await runHub({ HUB_EVALUATION: '', HUB_CLOCK_OFFSET_SECONDS: '60' })
  expect(end.code).toBe(1)
  expect(end.stdout + end.stderr).toContain('HUB_CLOCK_OFFSET_SECONDS')
})

test('HUB_EVALUATION is off unless it is exactly 1', async () => {
  for (const value of ['0', 'true', 'yes']) {
    const end = await runHub({ HUB_EVALUATION: value, HUB_CLOCK_OFFSET_SECONDS: '60' })
    expect(end.code).toBe(1)
  }
})

test('says that it is evaluation wherever it answers, and takes the license that lies there to try', async () => {
  const { hub, sample } = await startEvaluation()
  expect((await hub.anonymous.get('/api/about')).body).toMatchObject({ evaluation: true })
  const activated = await hub.admin.post('/api/license/activate', { key: sample })
  expect(activated.body).toMatchObject({ valid: true, evaluation: true })
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, evaluation: true })
  expect((await hub.admin.get('/api/session')).body).toMatchObject({ evaluation: true })
})

test('never starts in production on a license of an evaluation, and says how to begin anew', async () => {
  const { hub, sample } = await startEvaluation()
  expect((await hub.admin.post('/api/license/activate', { key: sample })).status).toBe(200)
  await hub.stop()
  // The private keys need not lie there any more.
  rmSync(join(hub.dataDir, 'evaluation'), { recursive: true })
  const before = storedAudit(hub.dataDir)
  const end = await runHub({ HUB_DATA_DIR: hub.dataDir, HUB_EVALUATION: '' })
  expect(end.code).toBe(1)
  expect(end.stdout + end.stderr).toMatch(/development key[^]*HUB_DATA_DIR[^]*remove the license/)
  expect(storedAudit(hub.dataDir)).toEqual(before)

  const again = await hub.beside({ env: plainEvaluation })
  expect((await again.admin.delete('/api/license')).status).toBe(204)
  await again.stop()
  const inProduction = await hub.beside({ env: production })
  started.push(inProduction)
  expect((await inProduction.sibling.get('/api/license/status')).body.valid).toBe(false)
  expect((await inProduction.admin.post('/api/license/activate', { key: sample })).status).toBe(422)
})

/** The audit chain as it lies in the database of a Hub that has stopped. */
function storedAudit(dataDir: string): unknown {
  const database = openDatabase(dataDir)
  const rows = database.prepare('SELECT * FROM audit').all()
  database.close()
  return rows
}

test('the private development keys belong to their owner alone', async () => {
  const { hub } = await startEvaluation()
  const secret = readdirSync(hub.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => /PRIVATE KEY|"d"\s*:/.test(readFileSync(path, 'latin1')))
  expect(secret).not.toEqual([])
  expect(secret.filter(path => (statSync(path).mode & 0o077) !== 0)).toEqual([])
})

test('evaluation keys of one data directory are worth nothing in another', async () => {
  const one = await startEvaluation()
  const other = await startEvaluation()
  expect((await other.hub.admin.post('/api/license/activate', { key: one.sample })).status).toBe(422)
})

describe('a build with keys of its own', () => {
  test('takes its licenses in production, and a data directory that holds one never starts in evaluation', async () => {
    const key = createSigningKey('production-1')
    const program = rebuildHub(trustOf([trustEntry(key)]))
    const hub = await start({ key, program, env: production })
    expect((await hub.admin.post('/api/license/activate', { key: hub.license() })).body).toMatchObject({
      valid: true,
      evaluation: false,
    })
    await hub.stop()
    const trustFiles: Record<string, string>[] = [{}, { HUB_TRUST_FILE: hub.trustFile }]
    for (const trustFile of trustFiles) {
      const end = await runHub({ HUB_DATA_DIR: hub.dataDir, HUB_EVALUATION: '1', ...trustFile }, program)
      expect(end.code).toBe(1)
      expect(end.stdout + end.stderr).toMatch(/evaluation/i)
    }
    const again = await hub.beside({ program, env: production })
    started.push(again)
    expect((await again.sibling.get('/api/license/status')).body).toMatchObject({ valid: true })
  })

  test('never trusts the development keys of a data directory in production', async () => {
    const dataDir = createDirectory()
    const sample = await prepareEvaluation(dataDir)
    const key = createSigningKey('production-1')
    const hub = await start({
      key,
      dataDir,
      program: rebuildHub(trustOf([trustEntry(key)])),
      env: production,
    })
    expect((await hub.admin.post('/api/license/activate', { key: sample })).status).toBe(422)
  })
})
