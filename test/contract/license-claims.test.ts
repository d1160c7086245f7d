import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, type Json, sevenClaims, signParts, wallClock } from '../support/token.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const activate = (key: unknown) => hub.admin.post('/api/license/activate', { key })
const now = wallClock()
const lastSecond = 253_402_300_799
const products = (count: number): string[] => Array.from({ length: count }, (_, index) => `product-${index}`)

describe('accepts', () => {
  test.each<[string, Record<string, Json>]>([
    ['the last second of the year 9999', { exp: lastSecond }],
    ['one seat', { seats: 1 }],
    ['a million seats', { seats: 1_000_000 }],
    ['64 products', { products: products(64) }],
    ['a product of every allowed character', { products: ['0a.b_c-d', `p${'x'.repeat(63)}`] }],
    ['a tier of 32 characters', { tier: `t${'_'.repeat(30)}-` }],
    ['a tier that the trust does not list', { tier: 'galactic' }],
    ['a customer of 200 characters', { customer: 'ü'.repeat(200) }],
    ['a customer in another script, with emoji', { customer: 'Ακμή 株式会社 🚀 & <Söhne>' }],
    ['a customer id of 200 characters', { sub: 's'.repeat(200) }],
    ['an issue date just inside 24 hours ahead', { iat: now + daySeconds - 120 }],
    [
      'every optional claim',
      {
        jti: 'lic_1',
        iat: now - 60,
        nbf: now - 60,
        rev: 3,
        features: { sso: true, nodes: 5, edition: 'x' },
        warn_days: 14,
        policy: { enforcement: 'soft', binding: 'none' },
      },
    ],
  ])('%s', async (_, changes) => {
    const answer = await activate(hub.license(changes))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ valid: true, error: '' })
  })
})

const badNumbers: [string, string][] = [
  ['missing', ''],
  ['null', 'null'],
  ['a string', '"10"'],
  ['a list', '[10]'],
  ['true', 'true'],
  ['an object', '{}'],
  ['zero', '0'],
  ['negative', '-1'],
  ['minus zero', '-0'],
  ['a fraction', '1.5'],
  ['1e308', '1e308'],
  ['infinite', '1e999'],
  ['beyond 2^53', '9007199254740993'],
]

/** A rightly signed payload in which one claim is spelled exactly so; an empty spelling leaves it out. */
const spelled = (name: string, text: string): string => {
  const rest = JSON.stringify(sevenClaims({ [name]: undefined, jti: 'refused' })).slice(1)
  return signParts(hub.key, '{"alg":"Ed25519"}', text === '' ? `{${rest}` : `{"${name}":${text},${rest}`)
}

describe('refuses a rightly signed license, and nothing moves, when', () => {
  test.each<[string, string, string]>([
    ...badNumbers.flatMap(([what, text]): [string, string, string][] => [
      ['exp', what, text],
      ['seats', what, text],
    ]),
    ['exp', 'in milliseconds', String(now * 1000)],
    ['exp', 'an ISO date', '"2030-01-01T00:00:00Z"'],
    ['exp', 'one second beyond the year 9999', String(lastSecond + 1)],
    ['seats', 'a million and one', '1000001'],
    ['nbf', 'a string', `"${now}"`],
    ['nbf', 'zero', '0'],
    ['nbf', 'a fraction', `${now}.5`],
    ['iat', 'more than 24 hours ahead', String(now + 3 * daySeconds)],
    ['iat', 'null', 'null'],
    ['iat', 'zero', '0'],
    ['iss', 'missing', ''],
    ['iss', 'of another case', '"Aidoo.biz"'],
    ['iss', 'longer', '"aidoo.biz.evil"'],
    ['iss', 'followed by a slash', '"aidoo.biz/"'],
    ['iss', 'followed by a space', '"aidoo.biz "'],
    ['iss', 'a list that holds the right one', '["evil","aidoo.biz"]'],
    ['iss', 'empty', '""'],
    ['sub', 'missing', ''],
    ['sub', 'empty', '""'],
    ['sub', 'a number', '7'],
    ['sub', 'of 201 characters', JSON.stringify('s'.repeat(201))],
    ['sub', 'with a control character', '"a\\u0000b"'],
    ['customer', 'missing', ''],
    ['customer', 'empty', '""'],
    ['customer', 'of 201 characters', JSON.stringify('c'.repeat(201))],
    ['customer', 'with a line break', '"Acme\\nCorp"'],
    ['customer', 'with a right-to-left override', '"Acme \\u202egro"'],
    ['customer', 'with a bidi isolate', '"Acme \\u2066Corp"'],
    ['customer', 'with a lone surrogate', '"Acme \\ud800"'],
    ['customer', 'with an escape character', '"\\u001b[31mAcme"'],
    ['customer', 'with a C1 control character', '"Acme\\u0085"'],
    ['tier', 'missing', ''],
    ['tier', 'of upper case', '"Professional"'],
    ['tier', 'with a space', '"pro fessional"'],
    ['tier', 'of 33 characters', JSON.stringify('t'.repeat(33))],
    ['tier', 'starting with a dash', '"-pro"'],
    ['tier', 'with a final line break', '"pro\\n"'],
    ['products', 'missing', ''],
    ['products', 'a string', '"pika"'],
    ['products', 'empty', '[]'],
    ['products', 'repeated', '["pika","pika"]'],
    ['products', 'of upper case', '["Pika"]'],
    ['products', 'not all strings', '["pika",7]'],
    ['products', 'of 65 entries', JSON.stringify(products(65))],
    ['products', 'of 65 characters', JSON.stringify(['p'.repeat(65)])],
    ['products', '__proto__', '["__proto__"]'],
    ['aud', 'another installation', '"ins_somebody_else"'],
    ['aud', 'a list without this installation', '["one","two"]'],
    ['rev', 'negative', '-1'],
    ['rev', 'a string', '"2"'],
    ['features', 'a list', '["sso"]'],
    ['policy', 'a string', '"soft"'],
    ['policy', 'with an unknown enforcement', '{"enforcement":"brutal"}'],
    ['warn_days', 'negative', '-1'],
  ])('%s is %s', async (name, _, text) => {
    await expectNothingMoved(hub, async () => expectRefused(await activate(spelled(name, text))))
  })

  test.each<[string, string]>([
    ['a claim stands twice', '{"seats":9999,'],
    ['a claim stands twice, once in escapes', '{"se\\u0061ts":9999,'],
    ['it holds __proto__', '{"__proto__":{"admin":true},'],
    ['it holds constructor', '{"constructor":{},'],
    ['it is nested deeper than 8 levels', `{"deep":${'['.repeat(9)}${']'.repeat(9)},`],
    ['it starts with a byte order mark', '\ufeff{'],
  ])('%s', async (_, start) => {
    const payload = start + JSON.stringify(sevenClaims({ jti: 'refused' })).slice(1)
    await expectNothingMoved(hub, async () =>
      expectRefused(await activate(signParts(hub.key, '{"alg":"Ed25519"}', payload))),
    )
  })

  test.each<[string, string | Uint8Array]>([
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['another token', 'eyJhbGciOiJub25lIn0.e30.'],
    ['followed by more', `${JSON.stringify(sevenClaims())}{}`],
    [
      'invalid UTF-8',
      Buffer.concat([Buffer.from('{"customer":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    ],
    ['UTF-16', Buffer.from(JSON.stringify(sevenClaims()), 'utf16le')],
  ])('the payload is %s', async (_, payload) => {
    await expectNothingMoved(hub, async () =>
      expectRefused(await activate(signParts(hub.key, '{"alg":"Ed25519"}', payload))),
    )
  })

  test('it ends before it was issued', async () => {
    const token = hub.license({ iat: now + 3_600, exp: now + 1_800 })
    await expectNothingMoved(hub, async () => expectRefused(await activate(token), 'CLAIMS_INVALID'))
  })

  test('it ends before it begins', async () => {
    const token = hub.license({ nbf: now + 2 * daySeconds, exp: now + daySeconds })
    await expectNothingMoved(hub, async () => expectRefused(await activate(token)))
  })

  test('it has expired', async () => {
    const token = hub.license({ exp: now - 1 })
    await expectNothingMoved(hub, async () => expectRefused(await activate(token), 'LICENSE_EXPIRED'))
  })
})

test('names the place of a refused claim by its step, never by its value', async () => {
  const answer = await activate(hub.license({ customer: 'canary\u0007value' }))
  expectRefused(answer, 'CLAIMS_INVALID')
  expect(answer.body.step).toBe('claims')
  expect(answer.text).not.toContain('canary')
})

test('accepts a license whose audience is this installation, alone or among others', async () => {
  const { installationId } = (await hub.admin.get('/api/license')).body
  for (const aud of [installationId, ['another', installationId]]) {
    const answer = await activate(hub.license({ aud, jti: `for-${typeof aud}` }))
    expect(answer.status, answer.text).toBe(200)
  }
})
