import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** A connection that sends what it is told and says when the server closed it. */
function open(first: string): { socket: Socket; closed: Promise<void> } {
  const socket = connect(hub.port, '127.0.0.1', () => socket.write(first))
  socket.resume().on('error', () => undefined)
  return { socket, closed: new Promise(resolve => socket.on('close', () => resolve())) }
}

describe.concurrent('slow clients', () => {
  test('that never finish their request are closed, and health answers before the first of them is', async () => {
    const idle = Array.from({ length: 300 }, () =>
      open(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: `),
    )
    const firstClosed = Promise.race(idle.map(connection => connection.closed))
    const health = hub.anonymous.get('/healthz')
    expect(await Promise.race([health.then(({ status }) => status), firstClosed])).toBe(200)
    await Promise.all(idle.map(connection => connection.closed))
  }, 60_000)

  test('that send a body drop by drop are given up, and hold nobody else up', async () => {
    const drip = open(
      'POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    )
    const timer = setInterval(() => drip.socket.writable && drip.socket.write(' '), 500)
    await drip.closed
    clearInterval(timer)
    expect((await hub.sibling.get('/api/license/status')).status).toBe(200)
  }, 60_000)
})
