import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { ListenError, type Listening, listen } from '../src/index.ts'
import { createEchoApp } from './echo-app.ts'

const open: Listening[] = []
afterEach(async () => {
  for (const listening of open.splice(0)) await listening.close(0)
})

async function start(): Promise<{ port: number; url: string }> {
  const app = createEchoApp()
  app.get('/slow', async c => {
    await new Promise(resolve => setImmediate(resolve))
    return c.text('slow')
  })
  const fetch = (incoming: Request, env: unknown) => app.fetch(incoming, env as never)
  const listening = await listen(fetch, { host: '127.0.0.1', port: 0, portName: 'HUB_PORT', tls: null })
  open.push(listening)
  return { port: Number(new URL(listening.url).port), url: listening.url }
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', chunk => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('a listening server', () => {
  test('refuses a port that is taken, names it and the setting, and tries no other', async () => {
    const { port } = await start()
    const second = listen(() => new Response(), { host: '127.0.0.1', port, portName: 'HUB_PORT', tls: null })
    await expect(second).rejects.toThrow(ListenError)
    await expect(second).rejects.toThrow(new RegExp(`Port ${port} .*HUB_PORT`))
  })

  test.each([
    [
      'two lengths',
      'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
      400,
    ],
    [
      'length and chunks',
      'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: localhost\n\n', 400],
    ['20 kB of headers', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('refuses %s', async (_, text, status) => {
    const { port } = await start()
    const answer = await raw(port, text)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).not.toMatch(/^(server|x-powered-by):/im)
  })

  test('answers 413 to a body that is too long, with and without an announced length', async () => {
    const { url } = await start()
    for (const chunked of [false, true]) {
      const status = await new Promise(resolve => {
        const headers = {
          'content-type': 'application/json',
          ...(chunked ? {} : { 'content-length': 2_000_000 }),
        }
        const sent = request(`${url}/echo`, { method: 'POST', headers }, answer => resolve(answer.statusCode))
        sent.on('error', () => undefined)
        sent.end(Buffer.alloc(2_000_000, 32))
      })
      expect(status).toBe(413)
    }
  })

  test('limits how slowly a request may arrive', async () => {
    await start()
    const server = open[0]?.server
    expect([server?.headersTimeout, server?.requestTimeout]).toEqual([10_000, 30_000])
  })

  test('finishes what is under way when it closes, and takes nothing new', async () => {
    const { url, port } = await start()
    const underWay = fetch(`${url}/slow`)
    const answered = await underWay
    const listening = open.pop()
    await listening?.close(1000)
    expect(await answered.text()).toBe('slow')
    await expect(raw(port, 'GET / HTTP/1.1\r\n\r\n')).rejects.toThrow(/ECONNREFUSED/)
  })
})
