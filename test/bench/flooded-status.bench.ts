import { createAccount } from '../support/accounts.ts'
import type { Hub } from '../support/hub.ts'
import { type Drive, drive } from './measure/drive.ts'
import { interleave, median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable, printVerdicts } from './measure/report.ts'
import { startLicensedHub } from './references/start-licensed-hub.ts'

/** The status endpoint while strangers flood the sign-in from many addresses, beside the same in peace. */
const rounds = isFull ? 9 : 5
const milliseconds = isFull ? 4_000 : 2_000
/** Wrong sign-ins under way at any time. */
const floodWidth = 400

const { hub, status } = await startLicensedHub({ HUB_TRUSTED_PROXIES: '127.0.0.1' })

/** Sends wrong passwords until told to stop, each from an address of its own. */
function startFlood({ anonymous }: Hub): () => Promise<void> {
  const flood = { isOn: true, sent: 0 }
  const guess = async (): Promise<void> => {
    while (flood.isOn) {
      const n = ++flood.sent
      const { email, password } = createAccount()
      const from = { 'x-forwarded-for': `198.${18 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}` }
      const { headers } = await anonymous.post('/api/session', { email, password }, from)
      // Whoever is told to wait waits a little: sending without pause would measure the flood's own client.
      if (headers.has('retry-after')) await new Promise(resolve => setTimeout(resolve, 1_000))
    }
  }
  const guesses = Array.from({ length: floodWidth }, guess)
  return async () => {
    flood.isOn = false
    await Promise.all(guesses)
  }
}

async function driveFlooded(): Promise<Drive> {
  const stop = startFlood(hub)
  const driven = await drive(status, { milliseconds })
  await stop()
  return driven
}

const contestants = {
  'in peace': () => drive(status, { milliseconds }),
  'in a flood of wrong sign-ins': driveFlooded,
} satisfies Record<string, () => Promise<Drive>>
await interleave(contestants, 1)
const results = await interleave(contestants, rounds)

printMachine()
printTable(
  ['GET /api/license/status, 32 connections', 'answers/s', 'median ms', 'p99 ms'],
  Object.entries(results).map(([name, runs]) => [
    name,
    figure(median(runs.map(run => run.answersPerSecond))),
    figure(median(runs.map(run => run.medianMilliseconds))),
    figure(median(runs.map(run => run.p99Milliseconds))),
  ]),
)
const perSecond = (name: keyof typeof contestants): number[] => results[name].map(run => run.answersPerSecond)
const kept = ratioOf(perSecond('in a flood of wrong sign-ins'), perSecond('in peace'))
printVerdicts([
  {
    what: 'status in a flood / in peace',
    measured: kept.ratio,
    spread: kept,
    unit: '×',
    bound: { atLeast: 0.5, aim: 0.65 },
  },
])
await hub.stop()
process.exit(0)
