import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { policyClaim, policyPresets, shortKeyFrom, verifyRequest } from '@licet/license'
import { freshFolder } from './run-licet.ts'

/** The smallest activation server that a command line can be driven against: one license, one machine. */
export interface ActivationServer {
  url: string
  trustFile: string
  key: string
  /** Paths that were called, in order. */
  calls: string[]
  /** Answers the next calls with this instead, until it is null again. */
  refuse(next: { status: number; body: object; headers?: Record<string, string> } | null): void
  /** Claims of the activations from now on. */
  say(claims: object): void
  /** What the vendor's page gives for a request. */
  code(request: string): Promise<string>
  close(): Promise<void>
}

const now = () => Math.floor(Date.now() / 1000)

/** Starts one on a free port. */
export async function startActivationServer(): Promise<ActivationServer> {
  const keys = { license: generateKeyPairSync('ed25519'), activation: generateKeyPairSync('ed25519') }
  const trustFile = join(freshFolder(), 'trust.json')
  const entry = (use: 'license' | 'activation') => ({
    kid: `${use}-1`,
    alg: 'Ed25519',
    use,
    status: 'active',
    jwk: keys[use].publicKey.export({ format: 'jwk' }),
  })
  const tiers = ['professional', 'enterprise']
  const entries = [entry('license'), entry('activation')]
  writeFileSync(trustFile, JSON.stringify({ issuer: 'aidoo.biz', tiers, keys: entries }))
  const license = signCompact(keys.license.privateKey, 'license', licenseClaims())
  const calls: string[] = []
  let refusal: Parameters<ActivationServer['refuse']>[0] = null
  let extra: object = {}
  let holder: string | null = null

  const answer = async (request: string): Promise<string> => {
    const asked = await verifyRequest(request, { now: now() })
    return signCompact(keys.activation.privateKey, 'activation', {
      iss: 'aidoo.biz',
      jti: `act_${randomBytes(16).toString('hex')}`,
      sub: 'lic_cli',
      aud: [asked.installationId],
      iat: now(),
      exp: now() + 604_800,
      fingerprint: asked.fingerprint,
      request: asked.id,
      counter: asked.counter + 1,
      ...extra,
    })
  }
  const serve = async (path: string, body: Record<string, string>): Promise<[number, object]> => {
    if (path === '/v1/licenses/deactivate') {
      holder = null
      return [200, { success: true, message: 'Released.' }]
    }
    const { request = '' } = body
    if (path !== '/v1/licenses/activate') return [200, { token: await answer(request), directives: [] }]
    const { installationId } = await verifyRequest(request, { now: now() })
    if (holder !== null && holder !== installationId)
      return [403, { error: 'Elsewhere.', code: 'OTHER_MACHINE', requestId: '1' }]
    holder = installationId
    return [200, { success: true, token: await answer(request), licenseId: 'lic_cli', license }]
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    calls.push(request.url ?? '')
    void bodyOf(request)
      .then(body =>
        refusal === null ? serve(request.url ?? '', body) : ([refusal.status, refusal.body] as const),
      )
      .then(([status, body]) =>
        response
          .writeHead(status, { 'content-type': 'application/json', ...refusal?.headers })
          .end(JSON.stringify(body)),
      )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trustFile,
    key: shortKeyFrom('ACME', randomBytes(15)),
    calls,
    refuse: next => {
      refusal = next
    },
    say: claims => {
      extra = claims
    },
    code: async request => JSON.stringify({ artifacts: [license, await answer(request)] }),
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

function licenseClaims(): object {
  return {
    iss: 'aidoo.biz',
    sub: 'acme',
    exp: now() + 31_536_000,
    iat: now(),
    customer: 'Acme Corp',
    tier: 'professional',
    seats: 10,
    products: ['pika'],
    features: { export: true },
    jti: 'lic_cli',
    policy: policyClaim(policyPresets['node-locked']),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>
}

function signCompact(key: KeyObject, use: string, payload: object): string {
  const signed = [{ alg: 'Ed25519', kid: `${use}-1`, typ: `${use}+jwt` }, payload]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}
