import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createRootKey,
  createSigningKey,
  type KeysetPayload,
  rootJwkOf,
  type SigningKey,
  sealKeyFile,
  signKeyset,
  trustEntryOf,
} from '@licet/issuer'
import { LicenseError, parseTrust, verifyKeyset, verifyLicense } from '@licet/license'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadAuditHead } from '../../src/store/audit.ts'
import { type Answer, openTestControl, type TestControl } from '../support/test-control.ts'

let control: TestControl
let root: SigningKey
let trustFile: object
beforeEach(async () => {
  root = await createRootKey({ kid: 'root-1' })
  const license = await createSigningKey({ use: 'license', kidPrefix: 'dev-' })
  const activation = await createSigningKey({ use: 'activation', kidPrefix: 'dev-' })
  const folder = mkdtempSync(join(tmpdir(), 'licet-control-trust-'))
  trustFile = {
    issuer: 'aidoo.biz',
    roots: { threshold: 1, keys: [rootJwkOf(root)] },
    keys: [trustEntryOf(license), trustEntryOf(activation)],
  }
  mkdirSync(join(folder, 'evaluation'))
  writeFileSync(join(folder, 'evaluation', 'trust.json'), JSON.stringify(trustFile))
  for (const [name, key] of [
    ['signing-key.json', license],
    ['activation-key.json', activation],
  ] as const)
    writeFileSync(join(folder, 'evaluation', name), await sealKeyFile(key, null), { mode: 0o600 })
  control = await openTestControl({ environment: { CONTROL_DATA_DIR: folder } })
})
afterEach(() => control.close())

const claims = {
  iss: 'aidoo.biz',
  sub: 'cus_1',
  customer: 'Acme Corp',
  tier: 'professional',
  seats: 10,
  products: ['pika'],
  exp: 4_000_000_000,
}

async function draft(): Promise<KeysetPayload> {
  const answer = await control.ask('GET', '/v1/keyset/draft')
  expect(answer.status).toBe(200)
  return answer.body.payload as KeysetPayload
}

async function publish(payload: KeysetPayload, key: SigningKey = root): Promise<Answer> {
  return control.ask('POST', '/v1/keyset', { body: { keyset: await signKeyset(payload, [key]) } })
}

async function deed(kid: string, name: string, body?: object): Promise<Answer> {
  return control.ask('POST', `/v1/signing-keys/${kid}/${name}`, { body })
}

async function activeKid(use: string): Promise<string> {
  const { keys } = (await control.ask('GET', '/v1/signing-keys')).body
  return keys.find((key: { use: string; status: string }) => key.use === use && key.status === 'active')?.kid
}

describe('a keyset', () => {
  test('is drafted here, signed by the root key elsewhere, published here and believed by installations', async () => {
    expect((await control.ask('GET', '/v1/keyset', { as: null })).status).toBe(404)
    const made = await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })
    expect(made.body).toMatchObject({ status: 'next', published: false, licenses: 0 })
    const stored = await publish(await draft())
    expect(stored.status).toBe(201)
    expect(stored.body.sequence).toBe(1)
    const served = await control.ask('GET', '/v1/keyset', { as: null })
    const trust = await verifyKeyset(served.text, await parseTrust(trustFile), { now: Date.now() / 1000 })
    expect(trust.keys.get(made.body.kid)?.status).toBe('active')
    await deed(made.body.kid, 'activate')
    const token = await control.deps.keys.sign('license', 'license+jwt', claims)
    expect((await verifyLicense(token, trust, { now: control.deps.clock.now() })).claims.seats).toBe(10)
  })

  test.each([
    ['another key than the root signed it', async () => publish(await draft(), await createRootKey()), 422],
    [
      'it lacks a key that signs at present',
      async () => {
        const payload = await draft()
        return publish({ ...payload, keys: payload.keys.slice(1) })
      },
      409,
    ],
    ['it is not newer', async () => publish({ ...(await draft()), sequence: 0 }).catch(() => null), 422],
    ['it is no keyset', () => control.ask('POST', '/v1/keyset', { body: { keyset: 'rubbish' } }), 422],
  ])('is refused, and nothing moves, when %s', async (_name, attempt, status) => {
    await publish(await draft())
    const before = await loadAuditHead(control.database.db)
    const served = (await control.ask('GET', '/v1/keyset')).text
    const answer = await attempt()
    // What the issuer itself will not sign never gets as far as a refusal.
    expect(answer?.status ?? status).toBe(status)
    expect(await loadAuditHead(control.database.db)).toEqual(before)
    expect((await control.ask('GET', '/v1/keyset')).text).toBe(served)
  })
})

describe('a compromised key', () => {
  const compromise = async () => {
    const kid = await activeKid('license')
    const { body } = await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })
    const stale = await draft()
    await deed(kid, 'compromise')
    return { kid, next: body.kid as string, stale }
  }
  const entryIn = ({ keys }: KeysetPayload, kid: string) => keys.find(key => key.kid === kid)

  test.each<[string, (payload: KeysetPayload, kid: string) => KeysetPayload]>([
    ['leaves it out', (now, kid) => ({ ...now, keys: now.keys.filter(key => key.kid !== kid) })],
    [
      'calls it active',
      (now, kid) => ({
        ...now,
        keys: now.keys.map(key => (key.kid === kid ? { ...key, status: 'active' } : key)),
      }),
    ],
  ])('is in every draft after, and a keyset that %s is not published', async (_, change) => {
    const { kid } = await compromise()
    expect((await publish(await draft())).status).toBe(201)
    const now = await draft()
    expect(entryIn(now, kid)).toMatchObject({ status: 'compromised' })
    const before = await loadAuditHead(control.database.db)
    expect(await publish(change(now, kid))).toMatchObject({
      status: 409,
      body: { code: 'KEYSET_REVIVES_KEY' },
    })
    expect(await loadAuditHead(control.database.db)).toEqual(before)
    expect((await publish(now)).status).toBe(201)
  })

  test('is not published as good by a draft that was fetched before it was withdrawn', async () => {
    const { stale, kid } = await compromise()
    const before = await loadAuditHead(control.database.db)
    expect(entryIn(stale, kid)).toMatchObject({ status: 'active' })
    expect((await publish(stale)).body.code).toBe('KEYSET_REVIVES_KEY')
    expect(await loadAuditHead(control.database.db)).toEqual(before)
  })

  test('is drafted as compromised where a published keyset says so, whatever this server thinks of it', async () => {
    const { keys, ...rest } = await draft()
    const kid = await activeKid('license')
    const known = await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })
    await deed(known.body.kid, 'activate')
    const withdrawn = await draft()
    const published = await publish({
      ...rest,
      keys: withdrawn.keys.map(key => (key.kid === kid ? { ...key, status: 'compromised' } : key)),
    })
    expect(published.status).toBe(201)
    expect(keys.length).toBeGreaterThan(0)
    expect(entryIn(await draft(), kid)).toMatchObject({ status: 'compromised' })
  })
})

describe('a signing key', () => {
  test('retires when its successor is activated, and what it signed stays genuine', async () => {
    const old = await activeKid('license')
    const token = await control.deps.keys.sign('license', 'license+jwt', {
      ...claims,
      iat: control.deps.clock.now(),
    })
    const { kid } = (await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })).body
    const preview = await deed(kid, 'activate', { preview: true })
    expect(preview.body.effect.signsNow).toBe(kid)
    expect(await activeKid('license')).toBe(old)
    expect((await deed(kid, 'activate')).body.key.status).toBe('active')
    expect(await activeKid('license')).toBe(kid)
    expect((await deed(old, 'activate')).body.code).toBe('SIGNING_KEY_ENDED')
    const trust = await control.trust()
    expect(trust.keys.get(old)?.status).toBe('retired')
    expect((await verifyLicense(token, trust, { now: control.deps.clock.now() })).claims.seats).toBe(10)
  })

  test('that signs cannot retire without a successor, and nothing moves', async () => {
    const kid = await activeKid('license')
    const before = await loadAuditHead(control.database.db)
    expect((await deed(kid, 'retire')).body.code).toBe('SIGNING_KEY_IN_USE')
    expect((await deed('unknown', 'retire')).body.code).toBe('SIGNING_KEY_NOT_FOUND')
    expect(await activeKid('license')).toBe(kid)
    expect(await loadAuditHead(control.database.db)).toEqual(before)
  })

  test('that is compromised signs nothing from that moment on any instance, and its licenses stop verifying', async () => {
    const beside = await openTestControl({ beside: control })
    const kid = await activeKid('license')
    const token = await beside.deps.keys.sign('license', 'license+jwt', claims)
    const effect = (await deed(kid, 'compromise', { preview: true })).body.effect
    expect(effect).toMatchObject({ signsNow: null, licensesTotal: 0 })
    expect((await deed(kid, 'compromise', { reason: 'found on a laptop' })).status).toBe(200)
    for (const { deps } of [control, beside])
      await expect(deps.keys.sign('license', 'license+jwt', claims)).rejects.toMatchObject({ status: 503 })
    const trust = await control.trust()
    await expect(verifyLicense(token, trust, { now: control.deps.clock.now() })).rejects.toThrow(LicenseError)
    const { kid: next } = (await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })).body
    await deed(next, 'activate')
    expect(await beside.deps.keys.active('license')).toMatchObject({ kid: next })
    await beside.close()
  })

  test('hands over to the one that waits when it is compromised', async () => {
    const { kid: next } = (await control.ask('POST', '/v1/signing-keys', { body: { use: 'activation' } }))
      .body
    const answer = await deed(await activeKid('activation'), 'compromise')
    expect(answer.body.effect.signsNow).toBe(next)
    expect(await activeKid('activation')).toBe(next)
  })
})

describe('the overview', () => {
  test('asks for a new key before installations stop believing the one that signs, and no sooner', async () => {
    const payload = await draft()
    const kid = await activeKid('license')
    const endsAt = payload.iat + 61 * 86_400
    const keys = payload.keys.map(key => (key.kid === kid ? { ...key, not_after: endsAt } : key))
    expect((await publish({ ...payload, keys })).status).toBe(201)
    const attention = async () => (await control.ask('GET', '/v1/overview')).body.attention
    expect(await attention()).toEqual([])
    control.pass(2 * 86_400)
    expect(await attention()).toEqual([
      { kind: 'signing_key_ending', level: 'warning', id: kid, name: kid, customer: '', at: endsAt },
    ])
    control.pass(50 * 86_400)
    expect(await attention()).toMatchObject([{ kind: 'signing_key_ending', level: 'error' }])
    const { kid: next } = (await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })).body
    const rotation = await draft()
    expect(rotation.keys.find(key => key.kid === kid)).toMatchObject({ not_after: endsAt })
    expect((await publish(rotation)).status).toBe(201)
    await deed(next, 'activate')
    control.pass(60)
    expect(await attention()).toEqual([])
  })
})
