import { afterAll, describe, expect, it } from 'vitest'
import { createControlClient } from '../../src/client/create-control-client.ts'
import { json, startWildServer, transportFailures } from './wild-server.ts'

const server = await startWildServer()
afterAll(() => server.close())
const client = createControlClient({ url: server.url, timeoutMilliseconds: 300 })
const good = {
  success: true,
  message: 'Activated.',
  machineId: 'sha256:0',
  activatedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  token: 'act',
  licenseId: 'lic_1',
  license: 'lic',
}
const call = { key: 'ACME-1', request: 'r.e.q', hostname: 'box' }

describe('createControlClient', () => {
  it('sends key and request, and returns the signed parts of the answer', async () => {
    server.become(json(200, { ...good, keyset: 'ks' }))
    expect(await client.activateByKey(call)).toEqual({
      kind: 'answered',
      value: {
        answer: { activation: 'act', license: 'lic', keyset: 'ks', revocations: null },
        nextHeartbeatSeconds: null,
      },
    })
    expect(server.calls.at(-1)).toEqual({ path: '/v1/licenses/activate', body: call })
  })

  it('sends no key unencrypted over a network, whatever it is called, unless the host was named', async () => {
    const sent: string[] = []
    const record: typeof fetch = async (_url, init) => {
      sent.push(JSON.stringify(init?.body))
      return Response.json(good)
    }
    const open = (url: string, insecureHosts: string[] = []) =>
      createControlClient({ url, insecureHosts, fetch: record })
    const cautious = open('http://licenses.example')
    expect(cautious.carriesKeys).toBe(false)
    for (const ended of [
      await cautious.activateByKey(call),
      await cautious.deactivate({ key: 'ACME-1', release: 'r.e.l' }),
      await cautious.activate('lic_1', 'r.e.q', 'ACME-1'),
    ])
      expect(ended).toMatchObject({ kind: 'unreachable', cause: 'key_in_clear' })
    expect(sent).toEqual([])
    await cautious.activate('lic_1', 'r.e.q', 'l.i.c')
    await cautious.heartbeat('lic_1', 'r.e.q')
    expect(sent).toHaveLength(2)
    for (const named of [
      open('https://licenses.example'),
      open('http://[::1]:2100'),
      open('http://licenses.example:2100', ['LICENSES.example.']),
      open('http://[fd00::5]', ['fd00::5']),
    ])
      expect((await named.activateByKey(call)).kind).toBe('answered')
    expect(open('http://licenses.example.evil', ['licenses.example']).carriesKeys).toBe(false)
  })

  it('reads what directives carry', async () => {
    const directives = [{ type: 'refresh_license', artifact: 'lic' }, { type: 'message', text: 'hello' }, 7]
    server.become(json(200, { token: 'act', directives, nextHeartbeatSeconds: 600 }))
    expect(await client.heartbeat('lic/1', 'r.e.q')).toEqual({
      kind: 'answered',
      value: {
        answer: { activation: 'act', license: 'lic', keyset: null, revocations: null },
        nextHeartbeatSeconds: 600,
      },
    })
    expect(server.calls.at(-1)?.path).toBe('/v1/licenses/lic%2F1/heartbeat')
  })

  it('keeps a path in front of its own', async () => {
    server.become(json(200, { success: true, message: 'Released.' }))
    const behind = createControlClient({ url: `${server.url}/licensing` })
    expect(await behind.deactivate({ key: 'k', release: 'r' })).toEqual({
      kind: 'answered',
      value: { message: 'Released.' },
    })
    expect(server.calls.at(-1)?.path).toBe('/licensing/v1/licenses/deactivate')
  })

  it('tells what the server refused, with its signed verdict', async () => {
    const body = {
      error: 'Elsewhere.',
      code: 'OTHER_MACHINE',
      requestId: '1',
      help: 'docs/t.md#x',
      detail: 'Until 2027-03-01.',
      token: 'act',
    }
    server.become(json(403, body))
    expect(await client.activate('lic_1', 'r', null)).toEqual({
      kind: 'refused',
      status: 403,
      code: 'OTHER_MACHINE',
      message: 'Elsewhere.',
      help: 'docs/t.md#x',
      detail: 'Until 2027-03-01.',
      token: 'act',
      retryAfterSeconds: null,
    })
  })

  it.each([
    ['90', 90],
    ['99999999', 86_400],
    ['Thu, 01 Jan 2026 00:02:00 GMT', 120],
    ['Wed, 31 Dec 2025 00:00:00 GMT', null],
    ['soon', null],
  ])('honours Retry-After: %s', async (value, seconds) => {
    const headers = { 'retry-after': value, date: 'Thu, 01 Jan 2026 00:00:00 GMT' }
    server.become(json(429, { error: 'Slow down.', code: 'RATE_LIMITED' }, headers))
    expect(await client.activateByKey(call)).toMatchObject({
      kind: 'refused',
      code: 'RATE_LIMITED',
      retryAfterSeconds: seconds,
    })
  })

  it.each(transportFailures(good))('learns nothing from %s', async (_what, cause, behaviour) => {
    server.become(behaviour)
    const before = server.calls.length
    expect(await client.activateByKey(call)).toMatchObject({ kind: 'unreachable', cause })
    expect(server.calls.length).toBe(before + 1)
  })

  it('learns nothing from a port that nobody listens on, or a name that nobody has', async () => {
    const gone = await startWildServer()
    await gone.close()
    expect(await createControlClient({ url: gone.url }).heartbeat('l', 'r')).toMatchObject({
      cause: 'connection_refused',
    })
    const nameless = createControlClient({ url: 'http://licet.invalid' })
    expect(await nameless.heartbeat('l', 'r')).toMatchObject({ cause: 'name_unknown' })
  })

  it.each([
    'file:///etc/passwd',
    'gopher://x',
    'control.example',
    'https://user:secret@control.example',
    'https://control.example/?token=1',
    'javascript:alert(1)',
  ])('refuses the address %s, without repeating it', url => {
    expect(() => createControlClient({ url })).toThrowError(
      expect.objectContaining({ code: 'CONTROL_URL_INVALID', detail: undefined }),
    )
  })
})
