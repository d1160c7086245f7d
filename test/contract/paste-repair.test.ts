import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const wrap = (token: string, width: number, lineBreak: string): string =>
  token.replace(new RegExp(`(.{${width}})`, 'g'), `$1${lineBreak}`)

describe('takes a license that', () => {
  test.each<[string, (token: string) => string]>([
    ['is as the issuer wrote it', token => token],
    ['is surrounded by white space', token => ` \t\r\n${token}\r\n\n `],
    ['mail has wrapped', token => wrap(token, 76, '\r\n')],
    ['a terminal has wrapped with spaces', token => wrap(token, 80, '\n    ')],
    ['is spaced out inside', token => wrap(token, 40, ' ')],
    ['stands in quotes', token => `"${token}"`],
    ['stands in single quotes', token => `'${token}'`],
    ['stands in typographic quotes', token => `\u201c${token}\u201d`],
    ['starts with a byte order mark', token => `\ufeff${token}`],
    ['holds zero-width spaces', token => wrap(token, 50, '\u200b')],
    ['holds no-break spaces', token => `\u00a0${wrap(token, 50, '\u00a0')}`],
    ['says Bearer', token => `Bearer ${token}`],
    ['is wrapped in JSON', token => JSON.stringify({ key: token })],
    ['is wrapped in JSON as a string', token => JSON.stringify(token)],
    ['is armoured', token => `-----BEGIN LICENSE-----\n${wrap(token, 64, '\n')}\n-----END LICENSE-----\n`],
  ])('%s', async (what, mangle) => {
    const customer = what.slice(0, 200)
    const answer = await hub.admin.post('/api/license/activate', { key: mangle(hub.license({ customer })) })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ valid: true, customer })
  })

  test('was repaired, says what was removed', async () => {
    const answer = await hub.admin.post('/api/license/activate', {
      key: `"${wrap(hub.license({ jti: 'said' }), 60, '\n')}"`,
    })
    expect(answer.body.removed.length).toBeGreaterThanOrEqual(2)
  })
})

describe('never repairs what changes the meaning:', () => {
  test.each<[string, (token: string) => string]>([
    [
      'a changed letter',
      token => token.replace(/^(.{40})./, (_, head: string) => `${head}${token[40] === 'A' ? 'B' : 'A'}`),
    ],
    ['a missing letter', token => token.slice(0, 50) + token.slice(51)],
    ['padding', token => `${token}==`],
    ['plus and slash for dash and underscore', token => `${token.slice(0, -6)}++//+/`],
    ['a homoglyph', token => token.replace('e', '\u0435')],
    ['a full-width dot', token => token.replace('.', '\uff0e')],
    ['two licenses at once', token => `${token}\n${hub.license({ jti: 'another' })}`],
  ])('%s is refused, and nothing moves', async (_, mangle) => {
    await expectNothingMoved(hub, async () => {
      expectRefused(await hub.admin.post('/api/license/activate', { key: mangle(hub.license()) }))
    })
  })
})
