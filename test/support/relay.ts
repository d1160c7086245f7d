import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One exchange that went over the wire. */
export interface Exchange {
  path: string
  /** Everything that was sent: head and body. */
  sent: string
  body: string
  /** When it arrived, in milliseconds from any start. */
  at: number
  /** 0: the other end was not there. */
  status: number
  answer: string
}

/** A network between two programs that can be listened to, and be cut. */
export interface Relay {
  url: string
  exchanges: Exchange[]
  /** Told of each answer before it is handed on. */
  onAnswer: ((exchange: Exchange) => void) | null
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
    else
      void pass(target, incoming, response, exchange => {
        exchanges.push(exchange)
        if (exchange.status !== 0) relay.onAnswer?.(exchange)
      })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    onAnswer: null,
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
  return relay
}

async function pass(
  target: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  note: (exchange: Exchange) => void,
): Promise<void> {
  const at = performance.now()
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
  const sent = `${method} ${path}\n${rawHeaders.join('\n')}\n${body}`
  let from: IncomingMessage
  let answer: string
  try {
    from = await answered
    answer = await textOf(from)
  } catch {
    note({ path, sent, body, at, status: 0, answer: '' })
    incoming.socket.destroy()
    return
  }
  const status = from.statusCode ?? 0
  const { 'transfer-encoding': _chunked, ...kept } = from.headers
  note({ path, sent, body, at, status, answer })
  response.writeHead(status, { ...kept, 'content-length': Buffer.byteLength(answer) })
  response.end(answer)
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
