import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What arrived at a receiver of webhooks. */
export interface Received {
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects in its assertions
  body: any
}

export interface WebhookReceiver {
  url: string
  received: Received[]
  /** How the next ones are answered: a status, a redirect, a large body, or never. */
  answer: { status: number; location?: string; bytes?: number } | 'never'
  /** Resolves with the next request. */
  next(): Promise<void>
  close(): Promise<void>
}

/** A web server on loopback that keeps what is posted to it. */
export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const waiting: (() => void)[] = []
  const server = createHttpServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', chunk => {
      text += String(chunk)
    })
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, text, body: JSON.parse(text) })
      for (const told of waiting.splice(0)) told()
      if (receiver.answer === 'never') return
      const { status, location, bytes = 0 } = receiver.answer
      response.writeHead(status, location === undefined ? {} : { location }).end('x'.repeat(bytes))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer: { status: 204 },
    next: () => new Promise(resolve => waiting.push(resolve)),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}

/** What arrived at a mail server. */
export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and text, decoded as far as plain ASCII goes. */
  text: string
}

export interface MailReceiver {
  port: number
  mails: ReceivedMail[]
  /** What clients said, line by line. */
  said: string[]
  /** `refuse-password` answers 535 and quotes what it was sent. */
  behaviour: 'accept' | 'refuse-password' | 'silent'
  close(): Promise<void>
}

/** A mail server on loopback that speaks as much SMTP as a client needs, with sign-in and without encryption. */
export async function openMailReceiver(): Promise<MailReceiver> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    if (receiver.behaviour !== 'silent') converse(socket, receiver)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: MailReceiver = {
    port: (server.address() as AddressInfo).port,
    mails: [],
    said: [],
    behaviour: 'accept',
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}

function converse(socket: Socket, receiver: MailReceiver): void {
  let mail: ReceivedMail = { from: '', to: [], text: '' }
  let isData = false
  let rest = ''
  const reply = (line: string): void => void socket.write(`${line}\r\n`)
  const command = (line: string): void => {
    const [verb = ''] = line.toUpperCase().split(' ')
    if (verb === 'EHLO') reply('250-loopback\r\n250 AUTH PLAIN')
    else if (verb === 'AUTH') reply(receiver.behaviour === 'accept' ? '235 ok' : `535 refused: ${line}`)
    else if (verb === 'MAIL') mail = { from: inBrackets(line), to: [], text: '' }
    else if (verb === 'RCPT') mail.to.push(inBrackets(line))
    else if (verb === 'DATA') isData = true
    if (verb === 'MAIL' || verb === 'RCPT') reply('250 ok')
    if (verb === 'DATA') reply('354 go on')
    if (verb === 'QUIT') socket.end('221 bye\r\n')
  }
  const dataLine = (line: string): void => {
    if (line !== '.') mail.text += `${line}\n`
    else {
      isData = false
      receiver.mails.push(mail)
      reply('250 taken')
    }
  }
  reply('220 loopback')
  socket.setEncoding('utf8').on('data', chunk => {
    const lines = (rest + String(chunk)).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      receiver.said.push(line)
      if (isData) dataLine(line)
      else command(line)
    }
  })
}

const inBrackets = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? ''
