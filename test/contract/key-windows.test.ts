import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createSigningKey, type SigningKey } from '../support/signing-key.ts'
import { daySeconds, sevenClaims, signToken, wallClock } from '../support/token.ts'
import { trustEntry, trustOf } from '../support/trust-file.ts'

const now = wallClock()
const start = now - 100 * daySeconds
const end = now - 10 * daySeconds

const names = ['active', 'windowed', 'retired', 'compromised', 'second'] as const
const keys = {} as Record<(typeof names)[number], SigningKey>
let hub: Hub
beforeAll(async () => {
  for (const name of names) keys[name] = createSigningKey(name)
  hub = await startHub({
    key: keys.active,
    trust: trustOf([
      trustEntry(keys.active),
      trustEntry(keys.windowed, { not_before: start, not_after: end }),
      trustEntry(keys.retired, { status: 'retired', not_before: start, not_after: end }),
      trustEntry(keys.compromised, { status: 'compromised' }),
      trustEntry(keys.second),
    ]),
  })
})
afterAll(() => hub.stop())

const activate = (name: keyof typeof keys, iat: number | undefined, kid: string | undefined) =>
  hub.admin.post('/api/license/activate', {
    key: signToken(
      keys[name],
      sevenClaims({ iat, jti: `${name}-${iat}-${kid}` }),
      kid === undefined ? {} : { kid },
    ),
  })

describe.each([
  ['with kid', true],
  ['without kid', false],
])('%s', (_, withKid) => {
  const kidOf = (name: string): string | undefined => (withKid ? name : undefined)

  test.each<[keyof typeof keys, string, number | undefined]>([
    ['active', 'without iat', undefined],
    ['second', 'which is not the first that is tried', now],
    ['windowed', 'at the first second of its window', start],
    ['windowed', 'at the last second of its window', end - 1],
    ['windowed', 'without iat', undefined],
    ['retired', 'inside its window', start + 1],
    ['retired', 'without iat', undefined],
  ])('accepts a license of the %s key %s', async (name, __, iat) => {
    const answer = await activate(name, iat, kidOf(name))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.valid).toBe(true)
  })

  test.each<[keyof typeof keys, string, number | undefined]>([
    ['windowed', 'issued one second before its window', start - 1],
    ['windowed', 'issued at the second its window ends', end],
    ['retired', 'issued after it was retired', end + 1],
    ['compromised', 'with iat', start],
    ['compromised', 'without iat', undefined],
  ])('refuses a license of the %s key %s', async (name, __, iat) => {
    await expectNothingMoved(hub, async () => expectRefused(await activate(name, iat, kidOf(name))))
  })
})

test('tells a key that is not known here apart from a forgery', async () => {
  const stranger = createSigningKey('next-year')
  const unknown = await hub.admin.post('/api/license/activate', {
    key: signToken(stranger, sevenClaims(), { kid: 'next-year' }),
  })
  const forged = await hub.admin.post('/api/license/activate', {
    key: signToken(stranger, sevenClaims(), { kid: 'active' }),
  })
  expectRefused(unknown, 'TOKEN_KEY_UNKNOWN')
  expectRefused(forged, 'TOKEN_SIGNATURE_INVALID')
  expect(unknown.body.error).not.toBe(forged.body.error)
})
