import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Listening } from '@licet/server'
import { StartRefused } from '@licet/server/config'
import {
  assertNodeVersion,
  findPlaces,
  readTls,
  refuseStart,
  stopOnFaults,
  stopOnSignals,
} from '@licet/server/start'
import { parseConfig } from './config.ts'
import type { Hub } from './open-hub.ts'
import { settleYoungGeneration } from './settle-young-generation.ts'

const program = 'The Hub'
const shutdownGraceMilliseconds = 6000

/** The Hub, from the environment to the open port. The only place that reads the environment and ends the process. */
async function main(): Promise<void> {
  assertNodeVersion(program)
  // Whatever this process writes belongs to its user alone.
  process.umask(0o077)
  const { config, warnings } = readConfig()
  // Compiling is most of a start. What is compiled is a program: it lies with the data, where nobody else may write.
  enableCompileCache(join(config.dataDir, 'compiled'))
  const { createLogger, ListenError, listen, openHub, passwordTurns, untilStopping } = await import(
    './start-parts.ts'
  )
  const log = createLogger({ level: config.logLevel, name: 'hub' })
  for (const warning of warnings) log.warn(warning)
  const open: { hub?: Hub; listening?: Listening } = {}
  let stopping = false
  stopOnSignals(async () => {
    stopping = true
    passwordTurns.stop()
    await open.listening?.close(shutdownGraceMilliseconds)
    open.hub?.close()
  })
  stopOnFaults(err => log.fatal({ err }, 'a fault that nothing caught; the Hub stops'))
  const tls = readTls('HUB', config.tls)
  const hub = await openHub(config, log)
  open.hub = hub
  const serve = untilStopping(hub.fetch, () => stopping)
  const place = { host: config.host, port: config.port, portName: 'HUB_PORT', tls }
  const listening = await listen(serve, place).catch(error => {
    throw error instanceof ListenError ? new StartRefused(error.message, { cause: error }) : error
  })
  open.listening = listening
  flushCompileCache()
  const lines = [...hub.greeting(config.publicUrl ?? listening.url), `Hub ${listening.url}`]
  process.stdout.write(`${lines.join('\n')}\n`)
  settleYoungGeneration()
}

function readConfig(): ReturnType<typeof parseConfig> {
  const places = findPlaces(import.meta.dirname)
  return parseConfig(process.env, {
    ...places,
    panelDir: places.beside('panel', 'apps/hub-panel/dist'),
    docsDir: places.beside('docs', 'apps/hub/node_modules/swagger-ui-dist'),
  })
}

// Not awaited: what is imported on the way may share parts with this file, and would wait for its end.
main().catch(error => refuseStart(program, error))
