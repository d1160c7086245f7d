import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'

/** The web-standard face of an application. */
export type Fetch = (request: Request, env: unknown) => Response | Promise<Response>

export interface ListenOptions {
  host: string
  /** 0 picks a free one. */
  port: number
  /** The setting that chose the port, for the sentence when it is taken. */
  portName: string
  /** PEM texts. */
  tls: { cert: string; key: string } | null
}

/** A server that accepts connections. */
export interface Listening {
  /** `http://HOST:PORT`, as a browser would reach it. */
  url: string
  server: HttpServer
  /** Stops accepting, lets requests under way finish for so long, then cuts them. */
  close(graceMilliseconds: number): Promise<void>
}

/** The port is taken, or may not be used; the message names it. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
}

// Else Node keeps the first of two `Host` or `Authorization` headers and says nothing: who came before us may believe the other.
const reading = { joinDuplicateHeaders: true }

/** How often connections that have become idle are closed while the server stops. */
const sweepMilliseconds = 50

/**
 * Opens the port and serves an application on it, with limits on how slow and how large a request may be.
 *
 * @throws {ListenError} when the port cannot be had; another one is never tried.
 */
export async function listen(fetch: Fetch, options: ListenOptions): Promise<Listening> {
  const answer = getRequestListener((request, env) => fetch(request, env), {
    errorHandler: () => plainError(400, 'BODY_MALFORMED', 'The request cannot be read.'),
  })
  // Settles by writing the answer; what goes wrong in it is answered by the application itself.
  const listener: RequestListener = (incoming, outgoing) => void answer(incoming, outgoing)
  const server = options.tls
    ? createHttpsServer({ ...limits, ...reading, ...options.tls }, listener)
    : createHttpServer({ ...limits, ...reading }, listener)
  server.on('clientError', answerUnreadable)
  await opened(server, options)
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  return {
    url: `${options.tls ? 'https' : 'http'}://${urlHost(options.host)}:${port}`,
    server,
    close: graceMilliseconds => closed(server, graceMilliseconds),
  }
}

function opened(server: HttpServer, { host, port, portName }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${error.code})`
      reject(
        new ListenError(`Port ${port} on ${host} ${reason}; set ${portName} to another one.`, {
          cause: error,
        }),
      )
    })
    server.listen(port, host, () => resolve())
  })
}

function closed(server: HttpServer, graceMilliseconds: number): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
    // A connection whose last request ends only now is idle from then on, and is kept alive unless somebody looks again.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}

const unreadable: Record<string, [status: string, code: string, sentence: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'REQUEST_INVALID',
    'The headers are too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'REQUEST_TIMEOUT', 'The request did not arrive in time.'],
}

// What Node's parser refuses never reaches the application, so its answer is written here, by hand.
function answerUnreadable(error: NodeJS.ErrnoException, connection: Duplex): void {
  if (error.code === 'ECONNRESET' || !connection.writable) return void connection.destroy()
  const [status, code, sentence] = unreadable[error.code ?? ''] ?? [
    '400 Bad Request',
    'REQUEST_INVALID',
    'The request cannot be read.',
  ]
  const body = JSON.stringify({ error: sentence, code, requestId: '' })
  connection.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n` +
      `Cache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

function plainError(status: number, code: string, error: string): Response {
  return Response.json(
    { error, code, requestId: '' },
    { status, headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } },
  )
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
