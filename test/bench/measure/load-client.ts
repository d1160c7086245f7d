import { connect } from 'node:net'

/** What the load client is told, as JSON in its one argument. */
export interface LoadOrder {
  port: number
  path: string
  headers: Record<string, string>
  connections: number
  /** Not counted. */
  warmUpMilliseconds: number
  /** How long to count; 0: until `answersMax`. */
  milliseconds: number
  /** 0: until the time is over. */
  answersMax: number
}

/** What it prints, as JSON. */
export interface LoadResult {
  /** Counted answers, all of them 200 and equally long. */
  answers: number
  seconds: number
  /** Warm-up included. */
  answersInAll: number
  answerBytes: number
  /** Half, and 99 of 100, of the counted answers came within so long. */
  medianMilliseconds: number
  p99Milliseconds: number
}

/** Latencies are counted in steps of 20 µs, up to 1 s. */
const steps = new Uint32Array(50_000)
const stepMilliseconds = 0.02

/**
 * Asks one server the same question over and over, one request at a time on each kept connection.
 *
 * It reads no more of an answer than its status and length, so that it is the server that is measured and not this.
 */
async function load(order: LoadOrder): Promise<LoadResult> {
  const head = Object.entries(order.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = Buffer.from(
    `GET ${order.path} HTTP/1.1\r\nHost: 127.0.0.1:${order.port}\r\n${head.join('')}\r\n`,
  )
  const countFrom = performance.now() + order.warmUpMilliseconds
  const end = order.milliseconds === 0 ? Number.POSITIVE_INFINITY : countFrom + order.milliseconds
  const answersMax = order.answersMax === 0 ? Number.POSITIVE_INFINITY : order.answersMax
  let [answers, answersInAll, answerBytes] = [0, 0, 0]

  const converse = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let received = 0
      let asked = 0
      const socket = connect(order.port, '127.0.0.1')
      const ask = (): void => {
        asked = performance.now()
        socket.write(request)
      }
      socket.setNoDelay(true)
      socket.on('connect', ask)
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the server closed the connection')))
      socket.on('data', chunk => {
        if (received === 0) {
          if (chunk.toString('latin1', 0, 13) !== 'HTTP/1.1 200 ')
            return reject(new Error(chunk.toString('latin1')))
          answerBytes ||= lengthOf(chunk)
        }
        received += chunk.length
        if (received < answerBytes) return
        if (received > answerBytes)
          return reject(new Error(`an answer of ${received} bytes, not ${answerBytes}`))
        received = 0
        answersInAll += 1
        const now = performance.now()
        if (now >= countFrom) {
          answers += 1
          const step = Math.min(steps.length - 1, Math.floor((now - asked) / stepMilliseconds))
          steps[step] = (steps[step] as number) + 1
        }
        if (now < end && answersInAll < answersMax) return ask()
        socket.removeAllListeners('close').destroy()
        resolve()
      })
    })
  await Promise.all(Array.from({ length: order.connections }, converse))
  return {
    answers,
    answersInAll,
    answerBytes,
    seconds: (performance.now() - countFrom) / 1000,
    medianMilliseconds: quantile(answers, 0.5),
    p99Milliseconds: quantile(answers, 0.99),
  }
}

function lengthOf(chunk: Buffer): number {
  const text = chunk.toString('latin1')
  const body = /^content-length: (\d+)\r$/im.exec(text)?.[1]
  const headEnd = text.indexOf('\r\n\r\n')
  if (body === undefined || headEnd < 0) throw new Error(`an answer without a length: ${text}`)
  return headEnd + 4 + Number(body)
}

function quantile(answers: number, share: number): number {
  let left = answers * share
  const step = steps.findIndex(count => (left -= count) <= 0)
  return Math.round((step + 1) * stepMilliseconds * 100) / 100
}

process.stdout.write(JSON.stringify(await load(JSON.parse(process.argv[2] as string))))
