import { canStartPostgres, startPostgres } from '../support/postgres.ts'
import { median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable, printVerdicts, type Verdict } from './measure/report.ts'
import { type MeasuredFleet, openFleet, questionNames } from './references/measure-fleet.ts'

/** Sweep, list, search and overview as the fleet grows: 10 k, 100 k, and with LICET_BENCH=full 1 M licenses, on both databases. */
const sizes = isFull ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]
const rounds = 5
const unsweptRounds = 3
const pageRatioMax = 2
const rowRatioMax = 1.5

/** What was measured of one fleet: rows in microseconds, pages in milliseconds, a value for every round. */
interface Series {
  licenses: number
  overviews: number[]
  rows: Record<string, number[]>
  medians: Record<string, number[]>
  p99s: Record<string, number[]>
}

type Round = (fleet: MeasuredFleet, into: Series) => Promise<void>

printMachine()
await run('SQLite', async () => undefined)
if (canStartPostgres('the growth of a fleet on PostgreSQL')) {
  const postgres = await startPostgres({ durable: true })
  await run('PostgreSQL', () => postgres.createDatabase())
  await postgres.stop()
}
process.exit(0)

async function run(name: string, createDatabase: () => Promise<string | undefined>): Promise<void> {
  const fleets: MeasuredFleet[] = []
  for (const size of sizes) {
    process.stderr.write(`${name}: filling\n`)
    fleets.push(await openFleet(size, await createDatabase()))
  }
  const series = fleets.map(({ licenses }) => ({ licenses, overviews: [], rows: {}, medians: {}, p99s: {} }))
  const inTurn = async (what: string, count: number, take: Round): Promise<void> => {
    const order = fleets.map((fleet, index) => ({ fleet, into: series[index] }))
    for (let round = 0; round < count; round++) {
      process.stderr.write(`${name}: ${what}, round ${round + 1} of ${count}\n`)
      for (const { fleet, into } of round % 2 === 0 ? order : order.toReversed())
        if (into) await take(fleet, into)
    }
  }
  await inTurn('never swept', unsweptRounds, takeUnswept)
  await Promise.all(fleets.map(fleet => fleet.settle()))
  await inTurn('swept', rounds, takeSwept)
  await Promise.all(fleets.map(fleet => fleet.stop()))
  printSeries(name, series)
}

/** The sweep that writes every row, and the overview that nobody has asked for. */
async function takeUnswept(fleet: MeasuredFleet, { overviews, rows }: Series): Promise<void> {
  await fleet.startUnswept()
  const sweeps = (rows['first sweep, writes all'] ??= [])
  sweeps.push(await fleet.sweep(2 * fleet.licenses))
  overviews.push(await fleet.overview())
}

async function takeSwept(fleet: MeasuredFleet, { rows, medians, p99s }: Series): Promise<void> {
  const sweeps = (rows['sweep without a change'] ??= [])
  sweeps.push(await fleet.sweep(0))
  for (const question of questionNames) {
    const taken = await fleet.ask(question)
    const [halves, most] = [(medians[question] ??= []), (p99s[question] ??= [])]
    halves.push(taken.median)
    most.push(taken.p99)
  }
}

function printSeries(name: string, series: readonly Series[]): void {
  const [least] = series
  if (least === undefined) return
  const swept = Object.keys(least.rows)
  printTable(
    [`A fleet on ${name}`, ...series.map(({ licenses }) => `${licenses.toLocaleString('en')} licenses`)],
    [
      ...swept.map(row => [`${row}, µs a row`, ...series.map(({ rows }) => figure(quietest(rows[row])))]),
      ['overview, gathered anew, ms', ...series.map(({ overviews }) => figure(quietest(overviews)))],
      ...questionNames.map(page => [
        `${page}, median · p99 ms`,
        ...series.map(({ medians, p99s }) =>
          [median(medians[page] ?? []), quietest(p99s[page])].map(figure).join(' · '),
        ),
      ]),
    ],
  )
  const growth = (what: string, these: Series, of: 'rows' | 'p99s', atMost: number): Verdict => {
    const [many, few] = [these[of][what] ?? [], least[of][what] ?? []]
    return {
      what: `${what}${of === 'p99s' ? ', p99' : ''}, ${these.licenses.toLocaleString('en')} / ${least.licenses.toLocaleString('en')}`,
      measured: quietest(many) / quietest(few),
      spread: ratioOf(many, few),
      unit: '×',
      bound: { atMost },
    }
  }
  printVerdicts(
    series
      .slice(1)
      .flatMap(these => [
        ...swept.map(row => growth(row, these, 'rows', rowRatioMax)),
        ...questionNames.map(page => growth(page, these, 'p99s', pageRatioMax)),
      ]),
  )
}

/** What the quietest round measured: whatever else the machine does makes a figure larger, never smaller. */
function quietest(values: readonly number[] = []): number {
  return Math.min(...values)
}
