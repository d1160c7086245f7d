import { connect, type Socket } from 'node:net'
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
    ['no Host', () => `GET /healthz HTTP/1.1\r\n\r\n${hidden()}`],
    ['two Hosts', () => `GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n${hidden()}`],
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

/** A connection that sends what it is told and says when the server closed it. */
function open(first: string): { socket: Socket; closed: Promise<void> } {
  const socket = connect(hub.port, '127.0.0.1', () => socket.write(first))
  socket.resume().on('error', () => undefined)
  return { socket, closed: new Promise(resolve => socket.on('close', () => resolve())) }
}

test('connections that never finish their request are closed, and health answers within a second meanwhile', async () => {
  const idle = Array.from({ length: 300 }, () => open(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: `))
  const start = performance.now()
  expect((await hub.anonymous.get('/healthz')).status).toBe(200)
  expect(performance.now() - start).toBeLessThan(1_000)
  await Promise.all(idle.map(connection => connection.closed))
  expect(performance.now() - start).toBeLessThan(40_000)
}, 60_000)

test('a body that comes drop by drop is given up, and holds nobody else up', async () => {
  const drip = open(post('Content-Length: 1000', '', '{'))
  const timer = setInterval(() => drip.socket.writable && drip.socket.write(' '), 500)
  const start = performance.now()
  await drip.closed
  clearInterval(timer)
  expect(performance.now() - start).toBeLessThan(45_000)
  expect((await hub.sibling.get('/api/license/status')).status).toBe(200)
}, 60_000)
