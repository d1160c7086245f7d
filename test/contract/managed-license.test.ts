import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createDirectory } from '../support/data-directory.ts'
import { expectError, expectNothingMoved, until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createSigningKey } from '../support/signing-key.ts'
import { sevenClaims, signToken } from '../support/token.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

const key = createSigningKey('vendor-1')
const license = (changes: Parameters<typeof sevenClaims>[0] = {}): string =>
  signToken(key, sevenClaims(changes))
const status = async (hub: Hub) => (await hub.sibling.get('/api/license/status')).body

/** Replaces a file as configuration tools do: written beside, then moved over. */
function replaceFile(path: string, content: string): void {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

describe('HUB_LICENSE', () => {
  test('is held from start, and said to be managed', async () => {
    const hub = await start({ key, env: { HUB_LICENSE: license({ seats: 4 }) } })
    expect(await status(hub)).toMatchObject({ valid: true, seats: 4 })
    expect((await hub.admin.get('/api/license')).body).toMatchObject({
      managed: true,
      source: 'environment',
      managedError: null,
    })
  })

  test('outranks the panel: pasting and removing answer 409, and nothing moves', async () => {
    const hub = await start({ key, env: { HUB_LICENSE: license() } })
    await expectNothingMoved(hub, async () => {
      const pasted = await hub.admin.post('/api/license/activate', { key: license({ seats: 99 }) })
      expectError(pasted, 409, 'LICENSE_MANAGED')
      expectError(await hub.admin.delete('/api/license'), 409, 'LICENSE_MANAGED')
    })
  })

  test.each<[string, () => string]>([
    ['nonsense', () => 'not a license'],
    ['forged', () => signToken(createSigningKey('vendor-1'), sevenClaims())],
  ])('that is %s never stops the start, and is reported', async (_, value) => {
    const hub = await start({ key, env: { HUB_LICENSE: value() } })
    expect(await status(hub)).toMatchObject({ valid: false })
    const { managed, managedError } = (await hub.admin.get('/api/license')).body
    expect(managed).toBe(true)
    expect(managedError).toMatchObject({
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.stringMatching(/\S/),
    })
  })

  test('that has expired never stops the start, and is said to have expired', async () => {
    const hub = await start({ key, env: { HUB_LICENSE: license({ exp: 1_000_000 }) } })
    expect(await status(hub)).toMatchObject({ valid: false, state: 'expired', error: 'License expired' })
  })

  test('that is invalid leaves the license that was there in force', async () => {
    const hub = await start({ key })
    await hub.admin.post('/api/license/activate', { key: license({ seats: 6 }) })
    await hub.stop()
    const again = await hub.beside({ env: { HUB_LICENSE: 'damaged' } })
    started.push(again)
    expect(await status(again)).toMatchObject({ valid: true, seats: 6 })
  })

  test('starting again with the same license writes nothing', async () => {
    const env = { HUB_LICENSE: license() }
    const hub = await start({ key, env })
    const before = (await hub.admin.get('/api/audit/checkpoint')).body.head
    await hub.stop()
    const again = await hub.beside({ env })
    started.push(again)
    expect((await again.admin.get('/api/audit/checkpoint')).body.head).toBe(before)
    expect((await again.admin.get('/api/license/history')).body.licenses).toHaveLength(1)
  })

  test('taken away, leaves the license to the panel again', async () => {
    const hub = await start({ key, env: { HUB_LICENSE: license() } })
    await hub.stop()
    const again = await hub.beside({ env: {} })
    started.push(again)
    expect((await again.admin.get('/api/license')).body.managed).toBe(false)
    expect((await again.admin.post('/api/license/activate', { key: license({ seats: 8 }) })).status).toBe(200)
  })
})

describe('HUB_LICENSE_FILE', () => {
  test('is read again whenever it changes, without a restart', async () => {
    const path = join(createDirectory('license'), 'license.jwt')
    writeFileSync(path, `${license({ seats: 4 })}\n`)
    const hub = await start({ key, env: { HUB_LICENSE_FILE: path } })
    expect(await status(hub)).toMatchObject({ valid: true, seats: 4 })
    expect((await hub.admin.get('/api/license')).body.source).toBe('file')
    replaceFile(path, license({ seats: 5 }))
    await until(
      () => status(hub),
      body => body.seats === 5,
    )
    writeFileSync(path, license({ seats: 6 }))
    await until(
      () => status(hub),
      body => body.seats === 6,
    )
  })

  test('damaged later, keeps the license that was in force, and says what is wrong', async () => {
    const path = join(createDirectory('license'), 'license.jwt')
    writeFileSync(path, license({ seats: 4 }))
    const hub = await start({ key, env: { HUB_LICENSE_FILE: path } })
    replaceFile(path, 'damaged')
    await until(
      async () => (await hub.admin.get('/api/license')).body,
      body => body.managedError !== null,
    )
    expect(await status(hub)).toMatchObject({ valid: true, seats: 4 })
    replaceFile(path, license({ seats: 9 }))
    await until(
      () => status(hub),
      body => body.seats === 9,
    )
    expect((await hub.admin.get('/api/license')).body.managedError).toBeNull()
  })
})
