import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { sendRaw, statusLines } from '../support/raw-socket.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const post = (...lines: string[]): string =>
  [
    'POST /api/license/activate HTTP/1.1',
    `Host: 127.0.0.1:${hub.port}`,
    `Authorization: Bearer ${hub.adminToken}`,
    'Content-Type: application/json',
    ...lines,
  ].join('\r\n')
const hidden = (): string =>
  `DELETE /api/license HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${hub.adminToken}\r\n\r\n`

describe('a request whose end can be read in two ways is refused, and the one hidden in it never runs:', () => {
  test.each<[string, () => string]>([
    [
      'length and chunks',
      () => post('Content-Length: 4', 'Transfer-Encoding: chunked', '', `0\r\n\r\n${hidden()}`),
    ],
    [
      'two lengths',
      () => post('Content-Length: 2', `Content-Length: ${hidden().length}`, '', `{}${hidden()}`),
    ],
    ['an unknown transfer coding', () => post('Transfer-Encoding: xchunked', '', `0\r\n\r\n${hidden()}`)],
    ['chunked, then more', () => post('Transfer-Encoding: chunked, identity', '', `0\r\n\r\n${hidden()}`)],
    ['a length with a sign', () => post('Content-Length: +2', '', `{}${hidden()}`)],
    ['a negative length', () => post('Content-Length: -1', '', hidden())],
    ['a space before the colon', () => post('Transfer-Encoding : chunked', '', `0\r\n\r\n${hidden()}`)],
    ['bare line feeds', () => `GET /healthz HTTP/1.1\nHost: x\n\n${hidden()}`],
    ['a folded header', () => post('X: a\r\n Transfer-Encoding: chunked', '', `0\r\n\r\n${hidden()}`)],
    ['a chunk size that is no number', () => post('Transfer-Encoding: chunked', '', `zz\r\n${hidden()}`)],
    ['a NUL in a header', () => post('X: a\0b', '', hidden())],
    ['a header of 20 kB', () => post(`X: ${'x'.repeat(20_000)}`, '', hidden())],
    [
      'a thousand headers',
      () =>
        post(...Array.from({ length: 1_000 }, (_, index) => `X-${index}: ${'y'.repeat(30)}`), '', hidden()),
    ],
    ['another protocol', () => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${hidden()}`],
  ])('%s', async (_, bytes) => {
    await hub.admin.post('/api/license/activate', { key: hub.license({ jti: 'stays' }) })
    await expectNothingMoved(hub, async () => {
      const statuses = statusLines(await sendRaw(hub.port, bytes()))
      expect(statuses.filter(status => status < 400)).toEqual([])
      expect(statuses.length).toBeLessThanOrEqual(1)
    })
  })
})

test.each<[string, string]>([
  ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['two Hosts', 'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
])('a request with %s is 400', async (_, bytes) => {
  expect(statusLines(await sendRaw(hub.port, bytes))).toEqual([400])
})
