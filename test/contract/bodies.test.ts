import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { sendRaw, statusLines } from '../support/raw-socket.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const path = '/api/license/activate'
const json = { 'content-type': 'application/json' }
const send = (body: string | Uint8Array | undefined, headers: Record<string, string> = json) =>
  hub.admin.send('POST', path, body, headers)
const paddedTo = (bytes: number): string => {
  const shell = JSON.stringify({ key: '' })
  return JSON.stringify({ key: 'A'.repeat(bytes - shell.length) })
}

describe('a body that is not JSON is 415 or 400, and nothing moves:', () => {
  const valid = () => JSON.stringify({ key: hub.license() })
  test.each<[string, () => string | Uint8Array | undefined, Record<string, string>]>([
    ['no body', () => undefined, {}],
    ['an empty body', () => '', json],
    ['text', valid, { 'content-type': 'text/plain' }],
    ['a form', () => `key=${hub.license()}`, { 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'a multipart form',
      () => '--x\r\n\r\nx\r\n--x--',
      { 'content-type': 'multipart/form-data; boundary=x' },
    ],
    ['no content type', () => Buffer.from(valid()), {}],
    ['broken JSON', () => `${valid()}}`, json],
    ['JSON with a comment', () => `/* */${valid()}`, json],
    ['a bare word', () => 'undefined', json],
    ['UTF-16', () => Buffer.from(valid(), 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }],
    [
      'invalid UTF-8',
      () => Buffer.concat([Buffer.from('{"key":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
      json,
    ],
    ['gzip', () => gzipSync(valid()), { ...json, 'content-encoding': 'gzip' }],
  ])('%s', async (_, body, headers) => {
    await expectNothingMoved(hub, async () => {
      const answer = await send(body(), headers)
      expect([400, 415]).toContain(answer.status)
      expectError(answer, answer.status)
    })
  })
})

describe('a body that is JSON but not what is asked for is 400, and nothing moves:', () => {
  test.each<[string, () => string]>([
    ['null', () => 'null'],
    ['a list', () => '[]'],
    ['a string', () => JSON.stringify(hub.license())],
    ['an unknown field', () => JSON.stringify({ key: hub.license(), extra: 1 })],
    ['__proto__', () => `{"__proto__":{"replace":true},"key":${JSON.stringify(hub.license())}}`],
    ['100,000 levels deep', () => `{"key":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('%s', async (_, body) => {
    await expectNothingMoved(hub, async () => expectError(await send(body()), 400))
  })
})

test('JSON with its charset said is taken', async () => {
  const answer = await send(JSON.stringify({ key: hub.license() }), {
    'content-type': 'application/json; charset=utf-8',
  })
  expect(answer.status, answer.text).toBe(200)
})

describe('a body over 1 MiB is 413, and nothing moves:', () => {
  test('with its length said', async () => {
    await expectNothingMoved(hub, async () => {
      expectError(await send(paddedTo(1_048_577)), 413, 'BODY_TOO_LARGE')
      expectError(await send(paddedTo(5_000_000)), 413, 'BODY_TOO_LARGE')
    })
    expect((await send(paddedTo(1_048_576))).status).toBe(422)
  })

  test('in chunks without a length', async () => {
    const chunk = `10000\r\n${'A'.repeat(0x10000)}\r\n`
    const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${hub.port}\r\nAuthorization: Bearer ${hub.adminToken}\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`
    await expectNothingMoved(hub, async () => {
      expect(statusLines(await sendRaw(hub.port, `${head}${chunk.repeat(17)}0\r\n\r\n`))).toEqual([413])
    })
  })

  test('on a call that reads no body, and before anybody signs in', async () => {
    for (const [method, where] of [
      ['DELETE', '/api/license'],
      ['POST', '/api/session'],
      ['POST', '/api/setup'],
    ]) {
      const answer = await hub.anonymous.send(method as string, where as string, paddedTo(1_200_000), json)
      expect([401, 413]).toContain(answer.status)
    }
  })
})

test('an answer never shows the inside: no stack, no path, no database word', async () => {
  const answers = await Promise.all([
    send('{"key":'),
    send('[]'),
    send(JSON.stringify({ key: '\u0000' })),
    hub.admin.get('/api/users?cursor=%27%22%5C'),
    hub.admin.get('/api/users/%27'),
    hub.admin.get('/api/license/forecast?at=-1'),
    hub.admin.get('/api/backups/..%2f..%2fetc%2fpasswd'),
    hub.admin.get('/nothing/here'),
  ])
  for (const { status, text } of answers) {
    expect(status).toBeLessThan(500)
    expect(text).not.toMatch(/node_modules|at \w+ \(|SQLITE|SyntaxError|\/work\/|file:\/\//)
  }
})
