import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigningKey, type SigningKey, signLicense } from '@licet/issuer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHub, type TestHub } from './test-hub.ts'

let folder: string
let key: SigningKey
let file: string
const opened: TestHub[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'licet-managed-'))
  file = join(folder, 'license')
  key = await createSigningKey({ use: 'license' })
})
afterEach(() => {
  for (const hub of opened.splice(0)) hub.close()
  rmSync(folder, { recursive: true, force: true })
})

const now = Math.floor(Date.now() / 1000)
const license = (claims: Record<string, unknown> = {}): Promise<string> =>
  signLicense(
    {
      iss: 'aidoo.biz',
      sub: 'cus_acme',
      customer: 'Acme Corp',
      tier: 'professional',
      seats: 10,
      products: ['pika'],
      exp: now + 90 * 86_400,
      ...claims,
    },
    key,
  )
const open = async (environment: Record<string, string>): Promise<TestHub> => {
  const hub = await openTestHub({ key, environment })
  opened.push(hub)
  return hub
}
const status = async (hub: TestHub) => (await hub.ask('GET', '/api/license/status')).body

test('a license in the environment is in force from the start, and is audited once', async () => {
  const hub = await open({ HUB_LICENSE: `  ${await license({ seats: 5 })}\n` })
  expect(await status(hub)).toMatchObject({ valid: true, seats: 5 })
  await hub.deps.managed.apply()
  const { entries } = (await hub.ask('GET', '/api/audit?action=license.activate')).body
  expect(entries).toMatchObject([{ actor: 'system', detail: { source: 'environment' } }])
  expect((await hub.ask('GET', '/api/license')).body).toMatchObject({
    managed: true,
    managedError: null,
    source: 'environment',
  })
})

test('it outranks the panel: pasting and removing answer 409, and it stays', async () => {
  const hub = await open({ HUB_LICENSE: await license() })
  for (const answer of [await hub.activate({ seats: 99 }), await hub.ask('DELETE', '/api/license')]) {
    expect([answer.status, answer.body.code]).toEqual([409, 'LICENSE_MANAGED'])
  }
  expect(await status(hub)).toMatchObject({ valid: true, seats: 10 })
})

test('one that is not genuine keeps nothing from starting, and is shown', async () => {
  const hub = await open({ HUB_LICENSE: 'no.license.here' })
  expect(await status(hub)).toMatchObject({ state: 'none' })
  expect((await hub.ask('GET', '/api/license')).body.managedError).toMatchObject({
    code: expect.stringMatching(/^TOKEN_/),
  })
})

test('one that expired long ago says so where nothing else is held', async () => {
  const hub = await open({ HUB_LICENSE: await license({ exp: now - 86_400 }) })
  expect(await status(hub)).toMatchObject({ valid: false, state: 'expired', error: 'License expired' })
})

test('a file is applied whenever it changes, and its loss leaves what it said in force', async () => {
  writeFileSync(file, await license({ seats: 3, rev: 2 }))
  const hub = await open({ HUB_LICENSE_FILE: file })
  expect(await status(hub)).toMatchObject({ seats: 3 })
  writeFileSync(file, await license({ seats: 4, rev: 1 }))
  await hub.deps.managed.apply()
  expect(await status(hub)).toMatchObject({ seats: 4 })
  writeFileSync(file, 'junk')
  await hub.deps.managed.apply()
  expect(await status(hub)).toMatchObject({ valid: true, seats: 4 })
  rmSync(file)
  await hub.deps.managed.apply()
  expect(await status(hub)).toMatchObject({ valid: true, seats: 4 })
  expect(hub.deps.managed.fault()).toMatchObject({ code: 'LICENSE_FILE_UNREADABLE' })
  writeFileSync(file, await license({ seats: 6 }))
  await hub.deps.managed.apply()
  expect([(await status(hub)).seats, hub.deps.managed.fault()]).toEqual([6, null])
})

test('a file that comes only after the start is found', async () => {
  const hub = await open({ HUB_LICENSE_FILE: file })
  expect(await status(hub)).toMatchObject({ state: 'none' })
  writeFileSync(file, await license())
  await expect.poll(async () => (await status(hub)).state, { timeout: 10_000 }).toBe('active')
})
