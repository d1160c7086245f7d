import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a server may do to a call. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

/** A real server that does as it is told, and counts. */
export interface WildServer {
  url: string
  calls: { path: string; body: Record<string, string> }[]
  become(behaviour: Behaviour): void
  close(): Promise<void>
}

/** Starts a server on a free port. */
export async function startWildServer(): Promise<WildServer> {
  let behaviour: Behaviour = (_request, response) => response.writeHead(404).end()
  const calls: WildServer['calls'] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({
        path: request.url ?? '',
        body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>,
      })
      behaviour(request, response)
    })
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    become: next => {
      behaviour = next
    },
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

/** Every way in which a network or a stranger can spoil a call, and what it is called. `true` is a whole, good answer. */
export function transportFailures(good: unknown): [string, string, Behaviour][] {
  const text = JSON.stringify(good)
  return [
    ['reset', 'connection_lost', request => void request.socket.resetAndDestroy()],
    ['hang', 'timeout', () => undefined],
    [
      'drip',
      'timeout',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const drip = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(drip))
      },
    ],
    ['500', 'server_error', (_request, response) => response.writeHead(500).end('oops')],
    [
      '429',
      'server_error',
      (_request, response) => response.writeHead(429, { 'retry-after': '120' }).end('slow down'),
    ],
    [
      'garbage',
      'not_json',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from('fffe00c3', 'hex')),
    ],
    [
      'huge',
      'answer_too_large',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(text.replace(/}$/, `,"padding":"${'x'.repeat(70_000)}"}`))
      },
    ],
    [
      'wrong content type',
      'not_json',
      (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(text),
    ],
    [
      'half an answer',
      'connection_lost',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) })
        response.write(text.slice(0, text.length / 2), () => response.destroy())
      },
    ],
    [
      'half an answer that ends well',
      'not_json',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(text.slice(0, text.length / 2)),
    ],
    [
      'captive portal',
      'not_json',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>'),
    ],
    [
      'captive portal that redirects',
      'redirected',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end(),
    ],
    ['another server’s JSON', 'not_an_answer', json(200, { hello: 'world' })],
    ['another server’s error', 'not_an_answer', json(403, { message: 'Forbidden' })],
    ['a directive without a signature', 'not_an_answer', json(200, { directives: [{ type: 'revoke' }] })],
  ]
}
