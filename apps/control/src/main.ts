import { existsSync, readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import type { Fetch, HttpError, Listening } from '@licet/server'
import { ConfigInvalid, StartRefused } from '@licet/server/config'
import { type ControlConfig, parseConfig } from './config.ts'
import type { Control } from './open-control.ts'

/** The control plane, from the environment to the open port. The only place that reads the environment and ends the process. */
async function main(): Promise<void> {
  assertNodeVersion()
  // Whatever this process writes belongs to its user alone.
  process.umask(0o077)
  const { config, warnings } = readConfig()
  // Compiling is most of a start. What is compiled is a program: it lies with the data, where nobody else may write.
  enableCompileCache(join(config.dataDir, 'compiled'))
  const { createLogger, HttpError, ListenError, listen, openControl } = await import('./start-parts.ts')
  const log = createLogger({ level: config.logLevel, name: 'control' })
  for (const warning of warnings) log.warn(warning)
  const open: { control?: Control; listening?: Listening } = {}
  let stopping = false
  const stop = stopOnce(async () => {
    stopping = true
    await open.listening?.close(shutdownGraceMilliseconds)
    await open.control?.close()
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, err => {
      log.fatal({ err }, 'a fault that nothing caught; the control plane stops')
      process.exit(70)
    })
  }
  const tls = config.tls && {
    cert: readPem('CONTROL_TLS_CERT_FILE', config.tls.certFile),
    key: readPem('CONTROL_TLS_KEY_FILE', config.tls.keyFile),
  }
  const control = await openControl(config, log)
  open.control = control
  const { fetch } = control
  const serve: Fetch = (request, env) =>
    stopping ? answerStopping(new HttpError('SHUTTING_DOWN')) : fetch(request, env)
  const place = { host: config.host, port: config.port, portName: 'CONTROL_PORT', tls }
  const listening = await listen(serve, place).catch(error => {
    throw error instanceof ListenError ? new StartRefused(error.message, { cause: error }) : error
  })
  open.listening = listening
  const lines = [...control.greeting(config.publicUrl ?? listening.url), `Control ${listening.url}`]
  process.stdout.write(`${lines.join('\n')}\n`)
}

const shutdownGraceMilliseconds = 6000
/** One Ctrl-C reaches a child several times: from the terminal, and from whoever started it. */
const sameSignalMilliseconds = 300
const oldestNode = [22, 14] as const

function assertNodeVersion(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  // The database's native part crashes an older Node outright, so this comes before it is loaded.
  throw new StartRefused(
    `The control plane needs Node ${oldestMajor}.${oldestMinor} or newer; this is ${process.versions.node}.`,
  )
}

function readConfig(): { config: ControlConfig; warnings: readonly string[] } {
  const here = import.meta.dirname
  const repositoryRoot = findRepositoryRoot(here)
  const beside = (name: string, inRepository: string): string =>
    existsSync(join(here, name)) || repositoryRoot === null
      ? join(here, name)
      : join(repositoryRoot, inRepository)
  return parseConfig(process.env, {
    repositoryRoot,
    workingDirectory: process.cwd(),
    consoleDir: beside('console', 'apps/control-panel/dist'),
    docsDir: beside('docs', 'apps/control/node_modules/swagger-ui-dist'),
  })
}

function findRepositoryRoot(folder: string): string | null {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
  const parent = dirname(folder)
  return parent === folder ? null : findRepositoryRoot(parent)
}

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new StartRefused(`${name} names a file that cannot be read.`)
  }
}

function stopOnce(close: () => Promise<void>): (signal: NodeJS.Signals) => void {
  let stoppingSince: number | null = null
  return signal => {
    const now = performance.now()
    if (stoppingSince !== null) {
      if (now - stoppingSince > sameSignalMilliseconds) process.exit(signal === 'SIGINT' ? 130 : 143)
      return
    }
    stoppingSince = now
    void close().then(() => process.exit(0))
  }
}

// What arrives on an open connection once the end has begun: another process, or the next start, will answer it.
function answerStopping({ code, status, message: error }: HttpError): Response {
  const headers = { Connection: 'close', 'Retry-After': '5', 'Cache-Control': 'no-store' }
  return Response.json({ error, code, requestId: '' }, { status, headers })
}

/** Says why the control plane did not start, in sentences for its operator, and ends the process. */
function refuseStart(error: unknown): never {
  const expected = error instanceof ConfigInvalid || error instanceof StartRefused
  const text = expected
    ? error.message
    : `The control plane could not start: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown fault'}`
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

// Not awaited: what is imported on the way may share parts with this file, and would wait for its end.
main().catch(refuseStart)
