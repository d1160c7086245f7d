import { beforeEach, describe, expect, test } from 'vitest'
import { bodyBytesMax } from '../src/index.ts'
import { createEchoApp, logged } from './echo-app.ts'

const app = createEchoApp()
const json = { 'content-type': 'application/json' }
const send = (body: RequestInit['body'], headers: Record<string, string> = json, path = '/echo') =>
  app.request(`http://localhost${path}`, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

beforeEach(() => void logged.splice(0))

describe('a body', () => {
  test.each(['', null])('that is left out (%j) says as much as an empty object does', async body => {
    const answer = await app.request('/echo', { method: 'POST', headers: json, body })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: { name: expect.any(String) },
    })
  })

  test.each<[string, number, string, RequestInit['body'], Record<string, string>]>([
    ['without a content type', 415, 'BODY_NOT_JSON', '{"name":"x"}', { 'content-type': '' }],
    ['of text/plain', 415, 'BODY_NOT_JSON', '{"name":"x"}', { 'content-type': 'text/plain' }],
    ['of a form', 415, 'BODY_NOT_JSON', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'in UTF-16',
      415,
      'BODY_NOT_JSON',
      '{"name":"x"}',
      { 'content-type': 'application/json; charset=utf-16' },
    ],
    ['that is compressed', 415, 'BODY_NOT_JSON', '{"name":"x"}', { ...json, 'content-encoding': 'gzip' }],
    ['that is not JSON', 400, 'BODY_MALFORMED', '{"name":', json],
    ['that is an array', 400, 'BODY_MALFORMED', '[{"name":"x"}]', json],
    ['that is null', 400, 'BODY_MALFORMED', 'null', json],
    ['with a name twice', 400, 'BODY_MALFORMED', '{"name":"x","name":"y"}', json],
    ['with __proto__', 400, 'BODY_MALFORMED', '{"name":"x","__proto__":{"role":"admin"}}', json],
    ['with a byte order mark', 400, 'BODY_MALFORMED', '\uFEFF{"name":"x"}', json],
    ['that is not UTF-8', 400, 'BODY_MALFORMED', new Uint8Array([0x7b, 0xc0, 0xaf, 0x7d]), json],
    ['with an unknown field', 400, 'REQUEST_INVALID', '{"name":"x","is_admin":true}', json],
    ['with a field of a wrong type', 400, 'REQUEST_INVALID', '{"name":{}}', json],
    ['of one byte over the limit', 413, 'BODY_TOO_LARGE', ' '.repeat(bodyBytesMax + 1), json],
  ])('%s is refused with %i %s', async (_, status, code, body, headers) => {
    const answer = await send(body, headers)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code, requestId: expect.stringMatching(/^req_/) })
    expect(logged).toEqual([])
  })

  test('over the limit is refused where no route reads it, and when it announces no length', async () => {
    expect((await send(' '.repeat(bodyBytesMax + 1), json, '/unread/1')).status).toBe(413)
    const chunks = new ReadableStream({
      pull: controller => controller.enqueue(new Uint8Array(300_000).fill(32)),
    })
    expect((await send(chunks)).status).toBe(413)
  })

  test('of exactly the limit is accepted', async () => {
    const body = `{"name":"${'x'.repeat(bodyBytesMax - 11)}"}`
    expect(body.length).toBe(bodyBytesMax)
    expect((await send(body)).status).toBe(200)
  })

  test('names each field that is not as expected and repeats no value', async () => {
    const answer = await send('{"role":"root-of-all","is_admin":true}')
    const { fields } = (await answer.json()) as { fields: Record<string, string> }
    expect(Object.keys(fields).toSorted()).toEqual(['is_admin', 'name', 'role'])
    expect(JSON.stringify(fields)).not.toContain('root-of-all')
  })

  test('that is missing where one is needed is refused', async () => {
    expect((await app.request('http://localhost/echo', { method: 'POST' })).status).toBe(400)
  })
})

describe('an error', () => {
  test('nobody expected answers a fixed sentence and is logged once, with the same request id', async () => {
    for (const how of ['error', 'later']) {
      logged.splice(0)
      const answer = await app.request(`http://localhost/broken/${how}`)
      const body = (await answer.json()) as { code: string; requestId: string; error: string }
      expect([answer.status, body.code]).toEqual([500, 'INTERNAL'])
      expect(JSON.stringify(body)).not.toContain('secret-of-the-cause')
      expect(logged).toHaveLength(1)
      expect(JSON.stringify(logged[0])).toContain(body.requestId)
    }
  })

  test.each([
    ['string', 507, 'DATABASE_FULL'],
    ['busy', 503, 'DATABASE_BUSY'],
  ])('of the database (%s) is told apart', async (how, status, code) => {
    const answer = await app.request(`http://localhost/broken/${how}`)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code])
  })

  test('that was meant keeps its status and its numbers', async () => {
    const answer = await app.request('http://localhost/broken/refused')
    expect(answer.status).toBe(402)
    expect(await answer.json()).toMatchObject({ code: 'SEATS_EXHAUSTED', seats: { limit: 1, used: 1 } })
  })
})

describe('a method', () => {
  test.each(['PUT', 'DELETE', 'TRACE', 'OPTIONS', 'GET'])(
    '%s that a path does not offer is refused with 405',
    async method => {
      const answer = await app.request('http://localhost/echo', {
        method: method === 'TRACE' ? 'PATCH' : method,
      })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('on a path that nobody serves is answered with 404', async () => {
    expect((await app.request('http://localhost/nothing', { method: 'DELETE' })).status).toBe(404)
    expect((await app.request('http://localhost/unread/a/b', { method: 'GET' })).status).toBe(404)
  })
})

test('every answer, errors included, carries the security headers', async () => {
  const answers = [
    await send('{"name":"x"}'),
    await send('{'),
    await app.request('http://localhost/nothing'),
    await app.request('http://localhost/broken/error'),
  ]
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'self'; script-src 'self';.*frame-ancestors 'none'/,
    )
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull()
  }
})
