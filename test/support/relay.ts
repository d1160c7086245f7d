import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One exchange that went over the wire. */
export interface Exchange {
  path: string
  /** Everything that was sent: head and body. */
  sent: string
  body: string
  status: number
  answer: string
}

/** A network between two programs that can be listened to, and be cut. */
export interface Relay {
  url: string
  exchanges: Exchange[]
  /** Ends every connection without an answer, until `join`. */
  cut(): void
  join(): void
  close(): Promise<void>
}

/** Starts a relay to a server. */
export async function startRelay(target: string): Promise<Relay> {
  const exchanges: Exchange[] = []
  let isCut = false
  const server = createServer((incoming, response) => {
    if (isCut) incoming.destroy()
    else void pass(target, incoming, response).then(exchange => exchanges.push(exchange))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    cut: () => {
      isCut = true
      server.closeAllConnections()
    },
    join: () => {
      isCut = false
    },
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

async function pass(target: string, incoming: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  const { method = 'GET', url: path = '/', headers, rawHeaders } = incoming
  const body = await textOf(incoming)
  const onward = request(new URL(path, target), {
    method,
    headers: { ...headers, host: new URL(target).host },
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    onward.once('response', resolve).once('error', reject),
  )
  onward.end(body)
  const from = await answered
  const answer = await textOf(from)
  const status = from.statusCode ?? 0
  const { 'transfer-encoding': _chunked, ...kept } = from.headers
  response.writeHead(status, { ...kept, 'content-length': Buffer.byteLength(answer) })
  response.end(answer)
  return { path, sent: `${method} ${path}\n${rawHeaders.join('\n')}\n${body}`, body, status, answer }
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
