import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createRootKey,
  createSigningKey,
  rootJwkOf,
  type SigningKey,
  signKeyset,
  signLicense,
  signRevocations,
  trustEntryOf,
} from '@licet/issuer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, openTestHub, type TestHub } from './test-hub.ts'

let folder: string
let root: SigningKey
let first: SigningKey
let second: SigningKey
let hub: TestHub
const now = Math.floor(Date.now() / 1000)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'licet-artifacts-'))
  root = await createRootKey()
  first = await createSigningKey({ use: 'license' })
  second = await createSigningKey({ use: 'license' })
  const trust = {
    issuer: 'aidoo.biz',
    roots: { threshold: 1, keys: [rootJwkOf(root)] },
    keys: [trustEntryOf(first)],
  }
  writeFileSync(join(folder, 'trust.json'), JSON.stringify(trust))
  hub = await openTestHub({ key: first, environment: { HUB_TRUST_FILE: join(folder, 'trust.json') } })
})
afterEach(() => {
  hub.close()
  rmSync(folder, { recursive: true, force: true })
})

const load = (key: string): Promise<Answer> => hub.ask('POST', '/api/license/activate', { body: { key } })
const keyset = (sequence: number, keys: readonly SigningKey[]): Promise<string> =>
  signKeyset({ iss: 'aidoo.biz', iat: now, sequence, keys: keys.map(key => trustEntryOf(key)) }, [root])
const revocations = (sequence: number, revoked: string[]): Promise<string> =>
  signRevocations({ iss: 'aidoo.biz', iat: now, sequence, revoked }, first)
const licenseBy = (key: SigningKey, jti: string): Promise<string> =>
  signLicense(
    {
      iss: 'aidoo.biz',
      sub: 'cus_acme',
      customer: 'Acme Corp',
      tier: 'professional',
      seats: 10,
      products: ['pika'],
      exp: now + 90 * 86_400,
      jti,
    },
    key,
  )
const holdings = async (): Promise<unknown> => ({
  trust: (await hub.ask('GET', '/api/trust')).body,
  status: (await hub.ask('GET', '/api/license/status')).body,
  history: (await hub.ask('GET', '/api/license/history')).body,
  audit: (await hub.ask('GET', '/api/audit')).body.total,
})
const expectNothingMoved = async (deed: () => Promise<void>): Promise<void> => {
  const before = await holdings()
  await deed()
  expect(await holdings()).toEqual(before)
}

describe('a keyset', () => {
  test('brings a new key, without a new release', async () => {
    const license = await licenseBy(second, 'lic_second')
    expect((await load(license)).body.code).toBe('TOKEN_KEY_UNKNOWN')
    const answer = await load(await keyset(1, [first, second]))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ loaded: 'keyset', changed: true })
    expect((await load(license)).status).toBe(200)
    const { body } = await hub.ask('GET', '/api/trust')
    expect(body).toMatchObject({ sequence: 1 })
    expect(body.keys.map((key: { origin: string }) => key.origin)).toEqual(['keyset', 'keyset'])
  })

  test('withdraws a key, and the license it signed with it', async () => {
    await load(await licenseBy(first, 'lic_first'))
    await load(await keyset(3, [second]))
    expect((await hub.ask('GET', '/api/license/status')).body).toMatchObject({
      valid: false,
      state: 'unreadable',
      reason: 'TOKEN_KEY_UNKNOWN',
    })
  })

  test('of a lower sequence is refused, and nothing moves', async () => {
    await load(await keyset(5, [first]))
    await expectNothingMoved(async () => {
      const answer = await load(await keyset(4, [first, second]))
      expect([answer.status, answer.body.code]).toEqual([422, 'SEQUENCE_ROLLBACK'])
    })
  })

  test('loaded twice changes nothing the second time', async () => {
    const text = await keyset(2, [first])
    await load(text)
    await expectNothingMoved(async () => {
      expect((await load(text)).body).toMatchObject({ loaded: 'keyset', changed: false })
    })
  })

  test('by a root key of somebody else is refused, and nothing moves', async () => {
    const other = await createRootKey()
    const forged = await signKeyset(
      { iss: 'aidoo.biz', iat: now, sequence: 9, keys: [trustEntryOf(second)] },
      [other],
    )
    await expectNothingMoved(async () => {
      expect((await load(forged)).body.code).toBe('KEYSET_THRESHOLD')
    })
  })
})

describe('a revocation list', () => {
  test('ends the license it names, which then is refused for good', async () => {
    const license = await licenseBy(first, 'lic_gone')
    await load(license)
    expect((await load(await revocations(1, ['lic_gone']))).body).toMatchObject({
      loaded: 'revocations',
      state: 'revoked',
      valid: false,
    })
    expect((await load(license)).body).toMatchObject({ code: 'LICENSE_REVOKED', step: 'revocation' })
  })

  test('survives a restart, and its damaged successor falls back on it', async () => {
    await load(await licenseBy(first, 'lic_gone'))
    await load(await revocations(1, ['lic_gone']))
    await load(await revocations(2, ['lic_gone', 'lic_other']))
    hub.deps.database.raw.exec("UPDATE artifact SET text = x'00' WHERE position = 2")
    expect((await hub.ask('GET', '/api/license/status')).body.state).toBe('revoked')
    const { checks } = (await hub.ask('GET', '/api/diagnostics')).body
    expect(checks.find((check: { id: string }) => check.id === 'revocations')).toMatchObject({
      outcome: 'failed',
    })
  })

  test('older than the one that is loaded is refused, and nothing moves', async () => {
    await load(await revocations(7, ['lic_a']))
    await expectNothingMoved(async () => {
      expect((await load(await revocations(6, []))).body.code).toBe('SEQUENCE_ROLLBACK')
    })
  })
})

describe('a bundle', () => {
  const bundle = (...artifacts: unknown[]): string => JSON.stringify({ artifacts })

  test('applies its keyset before the license that needs it, whatever their order', async () => {
    const answer = await load(
      bundle(
        await licenseBy(second, 'lic_second'),
        await revocations(1, []),
        await keyset(1, [first, second]),
      ),
    )
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      loaded: 'bundle',
      changed: true,
      valid: true,
      license_id: 'lic_second',
    })
  })

  test('with one part that does not hold is refused whole', async () => {
    const stranger = await createSigningKey({ use: 'license' })
    await expectNothingMoved(async () => {
      const answer = await load(bundle(await keyset(1, [first, second]), await licenseBy(stranger, 'lic_x')))
      expect([answer.status, answer.body.code]).toEqual([422, 'TOKEN_KEY_UNKNOWN'])
    })
  })

  test.each([
    ['empty', []],
    ['with a part that is no text', [7]],
    ['within a bundle', ['{"artifacts":[]}']],
    ['of 65 parts', Array.from({ length: 65 }, () => 'a.b.c')],
  ])('%s is refused, and nothing moves', async (_, artifacts) => {
    await expectNothingMoved(async () => expect((await load(bundle(...artifacts))).status).toBe(422))
  })
})
