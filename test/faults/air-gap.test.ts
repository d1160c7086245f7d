import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { canRun } from '../support/capability.ts'
import { createDirectory } from '../support/data-directory.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'
import { runProgram } from '../support/program.ts'

const enter = ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] as const
const apart = canRun('that the Hub runs with no network but loopback', ...enter, 'true')
const traced = canRun('that the Hub opens no connection', 'strace', '-D', '-f', '-e', 'trace=none', 'true')

/** A day of a Hub: set-up, license, refusals, accounts, a key, a backup; by curl, from wherever `prefix` runs it. */
async function useHub(hub: Hub, prefix: readonly string[]): Promise<void> {
  const call = async (method: string, path: string, body?: unknown): Promise<number> => {
    const [command = 'curl', ...args] = [
      ...prefix,
      'curl',
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      '-X',
      method,
      `${hub.url}${path}`,
      '-H',
      `Authorization: Bearer ${hub.adminToken}`,
      ...(body === undefined ? [] : ['-H', 'Content-Type: application/json', '-d', JSON.stringify(body)]),
    ]
    return Number((await runProgram(command, args)).stdout)
  }
  const account = { name: 'Ada', email: 'ada@example.test', password: createSecret() }
  const forged = `${hub.license().slice(0, -8)}AAAAAAAA`
  expect([
    await call('POST', '/api/setup', { token: hub.setupToken, ...account }),
    await call('POST', '/api/license/preview', { key: hub.license() }),
    await call('POST', '/api/license/activate', { key: hub.license() }),
    await call('POST', '/api/license/activate', { key: forged }),
    await call('POST', '/api/license/activate', { key: 'ARGENT-AAAA-BBBB-CCCC-DDDD' }),
    await call('POST', '/api/users', { ...account, email: 'uma@example.test', role: 'user' }),
    await call('POST', '/api/service-keys', { name: 'pika', scopes: ['status:read'] }),
    await call('POST', '/api/backups', {}),
    await call('GET', '/api/license/status'),
    await call('GET', '/api/diagnostics'),
    await call('GET', '/openapi.json'),
    await call('GET', '/'),
  ]).toEqual([201, 200, 200, 422, 422, 201, 201, 201, 200, 200, 200, 200])
}

describe.skipIf(!apart)('with no network interface but loopback', () => {
  test('the Hub starts, and everything works', async () => {
    const hub = await startHub({ inside: enter })
    await useHub(hub, ['nsenter', '-t', String(hub.program.child.pid), '-n'])
    expect((await hub.stop()).code).toBe(0)
  })
})

describe.skipIf(!traced)('with no control plane configured', () => {
  test('the Hub never connects to another host, asks no name server, and sends no datagram', async () => {
    const trace = join(createDirectory('trace'), 'calls')
    const hub = await startHub({
      inside: ['strace', '-D', '-f', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', trace],
    })
    await useHub(hub, [])
    await hub.stop()
    const calls = readFileSync(trace, 'utf8').split('\n')
    expect(calls.length).toBeGreaterThan(0)
    const outward = calls.filter(
      line =>
        /sa_family=AF_INET6?\b/.test(line) && !/inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/.test(line),
    )
    expect(outward).toEqual([])
  })
})
