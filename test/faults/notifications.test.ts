import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let server: Server
let url: string
let kinds: string[]
let isHanging: boolean
let told: () => void
const hubs: Hub[] = []

beforeEach(async () => {
  kinds = []
  isHanging = false
  told = () => undefined
  server = createServer((request, response) => {
    let text = ''
    request.on('data', chunk => {
      text += String(chunk)
    })
    request.on('end', () => {
      kinds.push(JSON.parse(text).kind)
      if (!isHanging) response.writeHead(204).end()
      told()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterEach(async () => {
  await Promise.all(hubs.splice(0).map(hub => hub.kill()))
  server.closeAllConnections()
  server.close()
})

/** Resolves when something of this kind has arrived. */
async function arrived(kind: string): Promise<void> {
  while (!kinds.includes(kind)) {
    await new Promise<void>(resolve => {
      told = resolve
    })
  }
}

async function start(): Promise<Hub> {
  const hub = await startHub({ env: { HUB_NOTIFY_WEBHOOK_URL: url } })
  hubs.push(hub)
  return hub
}

test('two processes on one data directory tell each milestone once', async () => {
  const first = await start()
  const second = await first.beside({ env: { HUB_NOTIFY_WEBHOOK_URL: url } })
  hubs.push(second)
  for (const [seats, days, kind] of [
    [7, 20, 'expiring'],
    [1, 90, 'seats_full'],
  ] as const) {
    await first.admin.post('/api/license/activate', {
      key: first.license({ seats, exp: wallClock() + days * daySeconds }),
    })
    if (seats === 1) {
      const account = { name: 'Ada', email: 'ada@example.test', password: 'tidal quartz lantern 83' }
      await second.anonymous.post('/api/setup', { token: first.setupToken, ...account })
    }
    await arrived(kind)
  }
  expect((await second.admin.delete('/api/license')).status).toBe(204)
  await arrived('license_removed')
  await Promise.all([first.stop(), second.stop()])
  const without = kinds.filter(kind => kind !== 'license_changed')
  expect(without).toEqual(['expiring', 'seats_full', 'license_removed'])
})

test('a receiver that hangs holds up neither requests nor the end of the Hub', async () => {
  isHanging = true
  const hub = await start()
  await hub.admin.post('/api/license/activate', { key: hub.license({ exp: wallClock() + daySeconds }) })
  await arrived('expiring')
  expect((await hub.sibling.get('/api/license/status')).status).toBe(200)
  const began = performance.now()
  expect((await hub.stop()).code).toBe(0)
  expect(performance.now() - began).toBeLessThan(5000)
})
