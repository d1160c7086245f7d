import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createDirectory } from '../support/data-directory.ts'
import { type Hub, runHub, startHub } from '../support/hub.ts'
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

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

/** The sample license that evaluation leaves in the data directory. */
const sampleLicense = (dataDir: string): string | undefined =>
  filesBelow(dataDir)
    .filter(path => statSync(path).size < 8_192)
    .map(path => readFileSync(path, 'utf8').trim())
    .find(text => /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/.test(text))

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

test('says that it is evaluation wherever it answers, and leaves a license to try', async () => {
  const hub = await start({ env: plainEvaluation })
  expect((await hub.anonymous.get('/api/about')).body).toMatchObject({ evaluation: true })
  const sample = sampleLicense(hub.dataDir)
  expect(sample).toBeDefined()
  const activated = await hub.admin.post('/api/license/activate', { key: sample })
  expect(activated.body).toMatchObject({ valid: true, evaluation: true })
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, evaluation: true })
})

test('never trusts a development key outside evaluation, not even for a license that is already held', async () => {
  const hub = await start({ env: plainEvaluation })
  const key = sampleLicense(hub.dataDir)
  expect((await hub.admin.post('/api/license/activate', { key })).status).toBe(200)
  await hub.stop()
  const inProduction = await hub.beside({ env: production })
  started.push(inProduction)
  const status = await inProduction.sibling.get('/api/license/status')
  expect(status.body).toMatchObject({ valid: false, state: 'unreadable', evaluation: false })
  const again = await inProduction.admin.post('/api/license/activate', { key })
  expect(again.status).toBe(422)
})

test('the private development keys belong to their owner alone', async () => {
  const hub = await start({ env: plainEvaluation })
  const secret = filesBelow(hub.dataDir).filter(path => /PRIVATE KEY|"d"\s*:/.test(readFileSync(path, 'latin1')))
  expect(secret).not.toEqual([])
  expect(secret.filter(path => (statSync(path).mode & 0o077) !== 0)).toEqual([])
})

test('evaluation keys of one data directory are worth nothing in another', async () => {
  const one = await start({ env: plainEvaluation })
  const other = await start({ env: plainEvaluation, dataDir: createDirectory() })
  const answer = await other.admin.post('/api/license/activate', { key: sampleLicense(one.dataDir) })
  expect(answer.status).toBe(422)
})
