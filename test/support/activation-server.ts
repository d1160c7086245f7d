import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSigningKey, type SigningKey } from './signing-key.ts'
import { daySeconds, type Json, signToken, wallClock } from './token.ts'

/** One call that reached the server. */
export interface ActivationCall {
  path: string
  key: string | null
  /** The claims of the request, as they stand in it. */
  // biome-ignore lint: claims from outside are whatever they are.
  request: any
}

type Claims = Record<string, Json | undefined>

/** Answers a call with a status, headers and a body; a string is sent as it is. */
export type Reply = (
  call: ActivationCall,
  response: ServerResponse,
) => { status?: number; headers?: Record<string, string>; body: unknown } | null

/**
 * An activation server that says what a test tells it to, on a real socket. It is written for these tests from the fixed
 * shapes of the wire and shares nothing with the product.
 */
export interface ActivationServer {
  url: string
  key: SigningKey
  calls: ActivationCall[]
  /** What it answers from now on; null: nothing at all, ever. */
  reply(reply: Reply): void
  /** Answers every request with an activation of this license, changed as told. */
  activates(license: { id: string; token?: string }, changes?: (call: ActivationCall) => Claims): void
  /** The activation that answers a request. */
  activation(licenseId: string, call: Pick<ActivationCall, 'request'>, changes?: Claims): string
  close(): Promise<void>
}

/** Starts the server on a free port. */
export async function startActivationServer(clockOffsetSeconds = 0): Promise<ActivationServer> {
  const key = createSigningKey('activation-1')
  const calls: ActivationCall[] = []
  let reply: Reply = () => ({ status: 404, body: refusal('KEY_UNKNOWN', 'There is no such license.') })
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(incoming)
    calls.push(call)
    const answer = reply(call, response)
    if (answer === null) return
    const { status = 200, headers = {}, body } = answer
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const server = createServer((incoming, response) => void serve(incoming, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const activation: ActivationServer['activation'] = (licenseId, { request }, changes = {}) => {
    const now = wallClock() + clockOffsetSeconds
    const claims: Claims = {
      iss: 'aidoo.biz',
      jti: `act_${randomBytes(16).toString('hex')}`,
      sub: licenseId,
      aud: [request.iss],
      iat: now,
      exp: now + 7 * daySeconds,
      fingerprint: { ...request.fingerprint, uid: request.uid },
      request: request.jti,
      counter: request.counter + 1,
      ...changes,
    }
    return signToken(key, withoutUndefined(claims), { kid: key.kid, typ: 'activation+jwt' })
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    calls,
    reply: next => {
      reply = next
    },
    activates: (license, changes = () => ({})) => {
      reply = call => {
        const token = activation(license.id, call, changes(call))
        const isByKey = call.path === '/v1/licenses/activate'
        const body = isByKey
          ? { success: true, message: 'Activated.', token, licenseId: license.id, license: license.token }
          : { token, directives: [], nextHeartbeatSeconds: null }
        return { body }
      }
    },
    activation,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

/** The body of a refusal. */
export function refusal(code: string, error: string): Record<string, string> {
  return { error, code, requestId: 'req_test', help: `docs/troubleshooting.md#${code.toLowerCase()}` }
}

async function readCall(incoming: IncomingMessage): Promise<ActivationCall> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { key?: string; request?: string }
  return {
    path: incoming.url ?? '',
    key: body.key ?? null,
    request: body.request === undefined ? null : claimsOf(body.request),
  }
}

/** The claims of a signed text, unverified. */
// biome-ignore lint: claims from outside are whatever they are.
export function claimsOf(token: string): any {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

function withoutUndefined(claims: Claims): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(claims).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}
