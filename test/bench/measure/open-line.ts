import { connect } from 'node:net'

/** One kept connection to a server of this machine, one question at a time. */
export interface Line {
  /** @throws when the answer is not 200. @returns the body of the answer */
  post(path: string, body: object): Promise<Record<string, unknown>>
}

/** Opens a connection that reads no more of HTTP than it must, so that it is the server that is measured and not this. */
export function openLine(port: number): Line {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  let received = ''
  let settle: { resolve(body: Record<string, unknown>): void; reject(error: Error): void } | null = null
  socket.setEncoding('latin1')
  socket.on('error', error => settle?.reject(error))
  socket.on('data', (chunk: string) => {
    received += chunk
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const length = Number(/^content-length: (\d+)\r$/im.exec(received.slice(0, headEnd))?.[1])
    const body = received.slice(headEnd + 4)
    if (body.length < length) return
    const isGood = received.startsWith('HTTP/1.1 200 ')
    received = ''
    const waiting = settle
    if (isGood) waiting?.resolve(JSON.parse(body) as Record<string, unknown>)
    else waiting?.reject(new Error(body.slice(0, 300)))
  })
  return {
    post: (path, body) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject }
        const text = JSON.stringify(body)
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
            `content-length: ${text.length}\r\n\r\n${text}`,
        )
      }),
  }
}
