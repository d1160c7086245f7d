import { enableCompileCache } from 'node:module'
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
import type { Control } from './open-control.ts'

const program = 'The control plane'
const shutdownGraceMilliseconds = 6000

/** The control plane, from the environment to the open port. The only place that reads the environment and ends the process. */
async function main(): Promise<void> {
  assertNodeVersion(program)
  // Whatever this process writes belongs to its user alone.
  process.umask(0o077)
  const { config, warnings } = readConfig()
  // Compiling is most of a start. What is compiled is a program: it lies with the data, where nobody else may write.
  enableCompileCache(join(config.dataDir, 'compiled'))
  const { createLogger, ListenError, listen, openControl, passwordTurns, untilStopping } = await import(
    './start-parts.ts'
  )
  const log = createLogger({ level: config.logLevel, name: 'control' })
  for (const warning of warnings) log.warn(warning)
  const open: { control?: Control; listening?: Listening } = {}
  let stopping = false
  stopOnSignals(async () => {
    stopping = true
    passwordTurns.stop()
    await open.listening?.close(shutdownGraceMilliseconds)
    await open.control?.close()
  })
  stopOnFaults(err => log.fatal({ err }, 'a fault that nothing caught; the control plane stops'))
  const tls = readTls('CONTROL', config.tls)
  const control = await openControl(config, log)
  open.control = control
  const place = { host: config.host, port: config.port, portName: 'CONTROL_PORT', tls }
  const listening = await listen(
    untilStopping(control.fetch, () => stopping),
    place,
  ).catch(error => {
    throw error instanceof ListenError ? new StartRefused(error.message, { cause: error }) : error
  })
  open.listening = listening
  const lines = [...control.greeting(config.publicUrl ?? listening.url), `Control ${listening.url}`]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function readConfig(): ReturnType<typeof parseConfig> {
  const places = findPlaces(import.meta.dirname)
  return parseConfig(process.env, {
    ...places,
    consoleDir: places.beside('console', 'apps/control-panel/dist'),
    docsDir: places.beside('docs', 'apps/control/node_modules/swagger-ui-dist'),
  })
}

// Not awaited: what is imported on the way may share parts with this file, and would wait for its end.
main().catch(error => refuseStart(program, error))
