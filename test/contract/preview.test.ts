import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAccount, setUp } from '../support/accounts.ts'
import { expectError, expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, sevenClaims, signToken, wallClock } from '../support/token.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
  await setUp(hub)
  await addAccount(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license({ jti: 'lic_now', rev: 5 }) })
})
afterAll(() => hub.stop())

const preview = (key: string) => hub.admin.post('/api/license/preview', { key })
const changeKinds = (body: { changes: { kind: string }[] }): string =>
  JSON.stringify(body.changes.map(change => change.kind))

test('shows what would change, and writes nothing', async () => {
  const key = hub.license({ rev: 6, seats: 1, products: ['pika'], exp: wallClock() + 10 * daySeconds })
  const answer = await expectNothingMoved(hub, () => preview(key))
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body).toMatchObject({
    kind: 'license',
    genuine: true,
    applicable: true,
    license: { seats: 1, products: ['pika'], revision: 6 },
    seats: { used: 2 },
    preview: expect.stringMatching(/^\S{16,128}$/),
  })
  for (const word of ['seats', 'product', 'exp']) expect(changeKinds(answer.body)).toContain(word)
  expect(answer.body.changes.find((change: { kind: string }) => change.kind.includes('seats'))).toMatchObject(
    {
      severity: expect.stringMatching(/warning|blocking/),
    },
  )
})

test('says what the repair took away', async () => {
  const clean = await preview(hub.license({ rev: 7 }))
  expect(clean.body.removed).toEqual([])
  const wrapped = await preview(`> ${hub.license({ rev: 7 }).replace(/(.{60})/g, '$1\n> ')}`)
  expect(wrapped.body).toMatchObject({ genuine: true, applicable: true })
  expect(wrapped.body.removed.length).toBeGreaterThan(0)
})

test('activating with its hash applies what was shown', async () => {
  const key = hub.license({ jti: 'lic_shown', rev: 8 })
  const shown = (await preview(key)).body
  const answer = await hub.admin.post('/api/license/activate', { key, preview: shown.preview })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body).toMatchObject({ valid: true, license_id: 'lic_shown' })
})

test('its hash is stale once another license came between: 409, and nothing moves', async () => {
  const key = hub.license({ jti: 'lic_late', rev: 20 })
  const shown = (await preview(key)).body
  await hub.admin.post('/api/license/activate', { key: hub.license({ jti: 'lic_between', rev: 19 }) })
  await expectNothingMoved(hub, async () => {
    expectError(
      await hub.admin.post('/api/license/activate', { key, preview: shown.preview }),
      409,
      'PREVIEW_STALE',
    )
  })
})

test('its hash is stale once a seat was taken: 409, and nothing moves', async () => {
  const key = hub.license({ jti: 'lic_seat', rev: 21 })
  const shown = (await preview(key)).body
  await addAccount(hub)
  await expectNothingMoved(hub, async () => {
    expectError(
      await hub.admin.post('/api/license/activate', { key, preview: shown.preview }),
      409,
      'PREVIEW_STALE',
    )
  })
})

test('a hash of another text, or an invented one, is refused with 409, and nothing moves', async () => {
  const other = (await preview(hub.license({ rev: 22 }))).body.preview
  for (const hash of [other, 'invented-hash-of-nothing']) {
    await expectNothingMoved(hub, async () => {
      const answer = await hub.admin.post('/api/license/activate', {
        key: hub.license({ rev: 23 }),
        preview: hash,
      })
      expectError(answer, 409, 'PREVIEW_STALE')
    })
  }
})

test('an older revision is shown as one', async () => {
  const answer = await expectNothingMoved(hub, () => preview(hub.license({ rev: 1 })))
  expect(answer.body.genuine).toBe(true)
  expect(JSON.stringify(answer.body)).toMatch(/LICENSE_OLDER_REVISION|revision/)
})

test.each<[string, () => string, string]>([
  ['expired', () => hub.license({ exp: wallClock() - 5, rev: 30 }), 'LICENSE_EXPIRED'],
  ['forged', () => `${hub.license({ rev: 30 }).slice(0, -8)}AAAAAAAA`, 'TOKEN_SIGNATURE_INVALID'],
  [
    'signed by a key that is not known here',
    () => signToken(hub.key, sevenClaims(), { kid: 'newer' }),
    'TOKEN_KEY_UNKNOWN',
  ],
  ['incomplete', () => hub.license({ seats: undefined }), 'CLAIMS_INVALID'],
])(
  'a license that is %s is described with the step that failed, and cannot be applied',
  async (_, token, code) => {
    const answer = await expectNothingMoved(hub, () => preview(token()))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      applicable: false,
      code,
      preview: '',
      step: expect.stringMatching(/^\w+$/),
    })
    expect(answer.body.error).toMatch(/\S/)
    expect(
      answer.body.checks.filter((check: { outcome: string }) => check.outcome === 'failed'),
    ).toHaveLength(1)
  },
)

test('the same refusal is answered by activate', async () => {
  const key = hub.license({ seats: undefined })
  expectRefused(await hub.admin.post('/api/license/activate', { key }), (await preview(key)).body.code)
})

test.each<[string, unknown]>([
  ['no key', {}],
  ['a key that is no text', { key: 7 }],
  ['an unknown field', { key: 'x', replace: true }],
])('%s is answered with 400', async (_, body) => {
  expectError(await hub.admin.post('/api/license/preview', body), 400)
})
