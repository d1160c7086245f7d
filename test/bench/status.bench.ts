import { type Drive, drive } from './measure/drive.ts'
import { interleave, median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable, printVerdicts } from './measure/report.ts'
import { startLicensedHub } from './references/start-licensed-hub.ts'
import { startBare, startHandMade } from './references/start-reference.ts'

/** The status endpoint, asked with a service key and everything switched on, beside the least and the usual. */
const rounds = isFull ? 9 : 5
const milliseconds = isFull ? 4_000 : 2_000

const { hub, status } = await startLicensedHub()
const bare = await startBare(status)
const handMade = await startHandMade('RS256')
const handMadeEcdsa = await startHandMade('ES256')
const contestants = {
  'bare node:http, the same bytes': () => drive(bare, { milliseconds }),
  'Hub, service key, as shipped': () => drive(status, { milliseconds }),
  'Express + jsonwebtoken RS256 + SQLite': () => drive(handMade, { milliseconds }),
  'Express + jsonwebtoken ES256 + SQLite': () => drive(handMadeEcdsa, { milliseconds }),
} satisfies Record<string, () => Promise<Drive>>
await interleave(contestants, 1)
const results = await interleave(contestants, rounds)

const perSecond = (name: keyof typeof contestants): number[] => results[name].map(run => run.answersPerSecond)
printMachine()
printTable(
  [
    'GET /api/license/status, 32 connections',
    'answers/s',
    'µs of processor each',
    'median ms',
    'p99 ms',
    'bytes',
  ],
  Object.entries(results).map(([name, runs]) => [
    name,
    figure(median(runs.map(run => run.answersPerSecond))),
    figure(median(runs.map(run => run.cpuMicroseconds))),
    figure(median(runs.map(run => run.medianMilliseconds))),
    figure(median(runs.map(run => run.p99Milliseconds))),
    String(runs[0]?.answerBytes),
  ]),
)
const ours = perSecond('Hub, service key, as shipped')
const againstBare = ratioOf(ours, perSecond('bare node:http, the same bytes'))
const againstUsual = ratioOf(ours, perSecond('Express + jsonwebtoken RS256 + SQLite'))
printVerdicts([
  {
    what: 'status / bare server',
    measured: againstBare.ratio,
    spread: againstBare,
    unit: '×',
    bound: { atLeast: 0.7, aim: 0.9 },
  },
  {
    what: 'status / hand-made design (RS256, its fastest)',
    measured: againstUsual.ratio,
    spread: againstUsual,
    unit: '×',
    bound: { atLeast: 4, aim: 8 },
  },
])
await hub.stop()
process.exit(0)
