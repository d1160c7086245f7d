import { existsSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { databasePath, openDatabase } from '../support/database-file.ts'
import { type Hub, startHub } from '../support/hub.ts'

const exitCodeWithin = async (hub: Hub, signal: NodeJS.Signals, seconds: number): Promise<number | null> => {
  const start = performance.now()
  hub.program.child.kill(signal)
  const { code } = await hub.program.finished
  expect(performance.now() - start).toBeLessThan(seconds * 1000)
  return code
}

describe('SIGTERM', () => {
  test('ends an idle Hub with exit 0, its log checkpointed', async () => {
    const hub = await startHub()
    await hub.admin.post('/api/license/activate', { key: hub.license() })
    expect(await exitCodeWithin(hub, 'SIGTERM', 5)).toBe(0)
    const wal = `${databasePath(hub.dataDir)}-wal`
    expect(existsSync(wal) ? statSync(wal).size : 0).toBe(0)
  })

  test('with 200 requests under way: each is answered or refused, none acknowledged is lost, exit 0 in under 10 s', async () => {
    const hub = await startHub()
    expect((await hub.admin.get('/api/users')).status).toBe(200)
    const requests = Array.from({ length: 200 }, async (_, index) => {
      const name = `key-${index}`
      try {
        const answer = await (index % 50 === 0
          ? hub.admin.post('/api/users', createAccount())
          : hub.admin.post('/api/service-keys', { name, scopes: ['status:read'] }))
        return { name, status: answer.status, text: answer.text }
      } catch {
        return { name, status: 0, text: '' }
      }
    })
    await Promise.race(requests)
    expect(await exitCodeWithin(hub, 'SIGTERM', 10)).toBe(0)
    const outcomes = await Promise.all(requests)
    const answered = new Set(outcomes.map(({ status }) => status))
    expect(
      [...answered].filter(status => ![0, 201, 503].includes(status)),
      JSON.stringify(outcomes),
    ).toEqual([])
    const again = await hub.beside()
    const held = new Set(
      (await again.admin.get('/api/service-keys')).body.keys.map((key: { name: string }) => key.name),
    )
    const acknowledged = outcomes.filter(({ status }, index) => status === 201 && index % 50 !== 0)
    expect(acknowledged.filter(({ name }) => !held.has(name))).toEqual([])
    expect(acknowledged.length).toBeGreaterThan(0)
    await again.stop()
    const database = openDatabase(hub.dataDir)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  })

  test('does not wait for connections that are idle or never finish their request', async () => {
    const hub = await startHub()
    const sockets = [
      '',
      'GET /healthz HTTP/1.1\r\nHost: x\r\n',
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    ].map(first => {
      const socket = connect(hub.port, '127.0.0.1', () => first !== '' && socket.write(first))
      socket.on('error', () => undefined)
      return socket
    })
    await hub.anonymous.get('/healthz')
    expect(await exitCodeWithin(hub, 'SIGTERM', 10)).toBe(0)
    for (const socket of sockets) socket.destroy()
  })
})

test('SIGINT, as a terminal sends it, ends with exit 0 too', async () => {
  const hub = await startHub()
  expect(await exitCodeWithin(hub, 'SIGINT', 5)).toBe(0)
})
