import { type DestinationStream, type Logger, pino } from 'pino'

const secretNames = [
  'token',
  'key',
  'password',
  'secret',
  'authorization',
  'cookie',
  'code',
  'uri',
  'recoveryCodes',
]
const redacted = secretNames
  .flatMap(name => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`])
  .filter(path => path !== 'code')

/**
 * Creates the log: one JSON line an event on standard error, with everything that could be a secret taken out by name.
 *
 * Written in this process, without a worker, so that the last line before a crash is there. Line breaks and control
 * characters in values are escaped by the format.
 */
export function createLogger(options: {
  level: string
  name: string
  destination?: DestinationStream
}): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      base: { name: options.name },
      timestamp: () => `,"time":${Math.floor(Date.now() / 1000)}`,
      redact: { paths: redacted, censor: '[redacted]' },
      serializers: { err: serializeError },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  )
}

// A message of a library may quote its input; the stack's places are enough to find the line.
function serializeError(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { type: typeof thrown }
  const cause = thrown.cause === undefined ? {} : { cause: serializeError(thrown.cause) }
  const code = 'code' in thrown ? thrown.code : undefined
  return {
    type: thrown.name,
    ...(code === undefined ? {} : { errorCode: code }),
    message: cut(thrown.message),
    places: places(thrown),
    ...cause,
  }
}

const cut = (message: string): string =>
  message.replace(/[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)*/g, '[redacted]').slice(0, 500)

const places = (thrown: Error): string[] =>
  (thrown.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 12)
    .map(line => line.trim())
