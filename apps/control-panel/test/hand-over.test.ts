import { describe, expect, test } from 'vitest'
import { mailText } from '../src/pages/license-new/mail-text.ts'
import { isSameFilter, keptFilter, openedFilter } from '../src/pages/licenses/saved-views.ts'
import { curlCommand } from '../src/server/curl-command.ts'

const license = {
  id: 'lic_1',
  customer: { id: 'cus_1', name: 'Acme Corp' },
  tier: 'professional',
  seats: 10,
  products: ['pika', 'vera'],
  startsAt: null,
  expiresAt: 1_800_000_000,
  termMonths: null,
  policy: { binding: 'machine' as const },
}
const facts = { license, key: 'LICET-AAAA', token: 'ey.token', origin: 'https://control.example' }

describe('the letter to a customer', () => {
  test.each(['en', 'de'] as const)('says in %s how to activate with a key, online and by hand', language => {
    const { subject, body } = mailText(facts, language)
    expect(subject).toContain('pika, vera')
    for (const part of [
      'Acme Corp',
      'lic_1',
      'licet activate LICET-AAAA',
      'https://control.example/activate',
      'licet request',
    ])
      expect(body).toContain(part)
    expect(body, 'the key fetches it').not.toContain('ey.token')
  })

  test('carries the signed text where nothing has to be activated, and names no page then', () => {
    const unbound = { ...facts, key: null, license: { ...license, policy: {} } }
    const { body } = mailText(unbound, 'en')
    expect(body).toContain('ey.token')
    expect(body).toContain('lic_1.lic')
    expect(body).not.toContain('/activate')
  })

  test('says months where the first activation starts them', () => {
    const timed = { ...facts, token: null, license: { ...license, expiresAt: null, termMonths: 1 } }
    expect(mailText(timed, 'en').body).toContain('1 month from the first activation')
    expect(mailText(timed, 'de').body).toContain('1 Monat ab der ersten Aktivierung')
  })
})

describe('a line for a shell', () => {
  test('holds the call, keeps quotes from the shell, and names the token without knowing it', () => {
    const call = { path: '/v1/licenses/lic_1/revoke', body: { reason: "it's $HOME" } }
    const line = curlCommand('https://control.example', call)
    expect(line).toContain(`'https://control.example/v1/licenses/lic_1/revoke'`)
    expect(line).toContain(`"Authorization: Bearer $LICET_TOKEN"`)
    expect(line).toContain(`-d '{"reason":"it'\\''s $HOME"}'`)
  })
})

describe('a kept view', () => {
  const day = 86_400
  const now = 20_000 * day + 500

  test('means the same range of days whenever it is opened', () => {
    const filter = { product: 'pika', ...openedFilter({ range: 'within30' }, now) }
    const kept = keptFilter(filter, now)
    expect(kept).toEqual({ product: 'pika', range: 'within30' })
    expect(openedFilter(kept, now + 10 * day)).toEqual({
      product: 'pika',
      expiresAfter: 20_010 * day,
      expiresBefore: 20_041 * day - 1,
    })
  })

  test('keeps days that were named themselves, and knows itself again', () => {
    const filter = { expiresAfter: 5, expiresBefore: 9 }
    expect(keptFilter(filter, now)).toEqual(filter)
    expect(isSameFilter({ q: 'a', tier: undefined }, { q: 'a' })).toBe(true)
    expect(isSameFilter({ q: 'a' }, { q: 'b' })).toBe(false)
  })
})
