import { join } from 'node:path'
import { builtPath } from '../support/built.ts'
import { createDirectory } from '../support/data-directory.ts'
import { hubEnvironment } from '../support/hub.ts'
import { startProgram } from '../support/program.ts'
import { interleave, median, ratioOf } from './measure/interleave.ts'
import { cpuSeconds } from './measure/process-use.ts'
import { figure, isFull, printMachine, printTable, printVerdicts } from './measure/report.ts'
import { buildEmptyServer } from './references/build-empty-server.ts'
import { startLicensedHub } from './references/start-licensed-hub.ts'

/** From the start of the process to the first answer on the wire: the Hub with a license in force, and an empty server. */
const rounds = isFull ? 31 : 11

const { hub, status } = await startLicensedHub()
await hub.stop()
const emptyServer = await buildEmptyServer()
const emptyDatabase = join(createDirectory('empty'), 'empty.db')
const hubEnv = (dataDir: string): Record<string, string> =>
  hubEnvironment({ HUB_DATA_DIR: dataDir, HUB_TRUST_FILE: hub.trustFile, HUB_STATUS_API_KEY: hub.statusKey })

interface Start {
  milliseconds: number
  cpuMilliseconds: number
}

/** Until the status endpoint answered 200: on the clock, and in processor time of all threads. */
async function start(
  program: readonly string[],
  env: Record<string, string>,
  headers: Record<string, string>,
): Promise<Start> {
  const from = performance.now()
  const started = startProgram(process.execPath, program, { env })
  const url = (await started.line(/^\S+ (http:\/\/127\.0\.0\.1:\d+)$/m))[1] as string
  const answer = await fetch(`${url}/api/license/status`, { headers })
  await answer.text()
  const milliseconds = performance.now() - from
  const cpuMilliseconds = cpuSeconds(started.child.pid as number) * 1000
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  started.child.kill('SIGTERM')
  await started.finished
  return { milliseconds, cpuMilliseconds }
}

const hubProgram = [builtPath('apps/hub/dist/main.js')]
const contestants = {
  'Hono + better-sqlite3, empty': () => start([emptyServer, emptyDatabase], {}, {}),
  'Hub, license in force': () => start(hubProgram, hubEnv(hub.dataDir), status.headers),
  'Hub, the very first start': () => {
    const dataDir = createDirectory()
    return start(hubProgram, hubEnv(dataDir), { authorization: `Bearer ${hub.statusKey}` })
  },
}
await interleave(contestants, 2)
const results = await interleave(contestants, rounds)

printMachine()
printTable(
  ['process start to first answer', 'median ms', 'fastest ms', 'processor ms'],
  Object.entries(results).map(([name, starts]) => [
    name,
    figure(median(starts.map(({ milliseconds }) => milliseconds))),
    figure(Math.min(...starts.map(({ milliseconds }) => milliseconds))),
    figure(median(starts.map(({ cpuMilliseconds }) => cpuMilliseconds))),
  ]),
)
const times = (name: keyof typeof contestants): number[] =>
  results[name].map(({ milliseconds }) => milliseconds)
const against = ratioOf(times('Hub, license in force'), times('Hono + better-sqlite3, empty'))
printVerdicts([
  {
    what: 'cold start / empty server',
    measured: against.ratio,
    spread: against,
    unit: '×',
    bound: { atMost: 2, aim: 1.3 },
  },
])
