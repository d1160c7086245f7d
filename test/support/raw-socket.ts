import { connect } from 'node:net'

/** Sends bytes over a plain TCP connection and returns all that comes back until the server closes it (or `timeout`). */
export function sendRaw(
  port: number,
  bytes: string | Uint8Array,
  timeoutMilliseconds = 3_000,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const timer = setTimeout(() => socket.destroy(), timeoutMilliseconds)
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text
    })
    socket.on('error', error => {
      if (received === '' && (error as NodeJS.ErrnoException).code !== 'ECONNRESET') reject(error)
    })
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(received)
    })
  })
}

/** The status codes of every answer in what a socket received, in order. */
export function statusLines(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(match => Number(match[1]))
}
