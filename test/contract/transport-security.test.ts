import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { createClientMachine } from '../support/client-machine.ts'
import { createDirectory } from '../support/data-directory.ts'
import { type Hub, runHub, startHub } from '../support/hub.ts'
import { createSigningKey } from '../support/signing-key.ts'
import { trustEntry, trustOf, writeTrustFile } from '../support/trust-file.ts'

let hub: Hub
let certFile: string
let keyFile: string
beforeAll(async () => {
  const directory = createDirectory('tls')
  certFile = join(directory, 'cert.pem')
  keyFile = join(directory, 'key.pem')
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ]
  execFileSync('openssl', [...made, ...subject, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' })
  chmodSync(keyFile, 0o600)
  hub = await startHub({ env: { HUB_TLS_CERT_FILE: certFile, HUB_TLS_KEY_FILE: keyFile } })
})
afterAll(() => hub.stop())

/** One call over TLS that trusts the Hub's certificate and no other. */
function call(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      hub.url + path,
      { method, ca: readFileSync(certFile), agent: false, headers: { 'content-type': 'application/json' } },
      answer => {
        answer.resume()
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      },
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

describe('with a certificate', () => {
  test('the ready line says https, and the Hub answers with that certificate', async () => {
    expect(hub.url).toMatch(/^https:\/\//)
    expect((await call('GET', '/healthz')).status).toBe(200)
  })

  test('plain HTTP on the same port gets nothing', async () => {
    await expect(fetch(hub.url.replace('https', 'http'))).rejects.toThrow()
  })

  test('browsers are told to come by TLS only', async () => {
    const { headers } = await call('GET', '/api/about')
    const seconds = Number(/max-age=(\d+)/.exec(String(headers['strict-transport-security']))?.[1])
    expect(seconds).toBeGreaterThanOrEqual(31_536_000)
  })

  test('the session cookie is Secure and bound to this host', async () => {
    const { name, email, password } = createAccount()
    const { status, headers } = await call('POST', '/api/setup', {
      token: hub.setupToken,
      name,
      email,
      password,
    })
    expect(status).toBe(201)
    const cookie = String(headers['set-cookie'])
    expect(cookie).toMatch(/__Host-\S*licet_session=|__Host-licet\S*=|__Secure-licet_session=/)
    expect(cookie).toMatch(/;\s*secure/i)
    expect(cookie).toMatch(/;\s*httponly/i)
    expect(cookie).not.toMatch(/;\s*domain=/i)
  })
})

test('licet hands no key to a control plane whose certificate nobody vouches for, and warns where checks are off', async () => {
  const trustFile = writeTrustFile(trustOf([trustEntry(createSigningKey('a'))]))
  const { licet, stored } = createClientMachine({ url: hub.url, trustFile })
  const key = 'LICET-7777-7777-7777-7770'
  const refused = await licet(['activate', key])
  expect(refused.code, refused.stdout + refused.stderr).toBe(2)
  expect(refused.body).toMatchObject({ outcome: 'unreachable', code: 'CONTROL_UNREACHABLE' })
  const unchecked = await licet(['activate', key], { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  expect(unchecked.code).not.toBe(0)
  expect(unchecked.stderr).toContain('NODE_TLS_REJECT_UNAUTHORIZED')
  expect(stored()).toMatchObject({ license: null, activation: null })
})

test.each([
  ['HUB_TLS_KEY_FILE', () => ({ HUB_TLS_CERT_FILE: certFile })],
  ['HUB_TLS_CERT_FILE', () => ({ HUB_TLS_KEY_FILE: keyFile })],
  ['HUB_TLS_CERT_FILE', () => ({ HUB_TLS_CERT_FILE: '/nonexistent.pem', HUB_TLS_KEY_FILE: keyFile })],
])(
  'half a certificate, or one that is not there, ends the start with exit 1, naming %s',
  async (name, env) => {
    const end = await runHub(env())
    expect(end.code).toBe(1)
    expect(end.stdout + end.stderr).toContain(name)
  },
)
