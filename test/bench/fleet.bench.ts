import { canStartPostgres, startPostgres } from '../support/postgres.ts'
import { figure, isFull, printMachine, printTable, printVerdicts, type Verdict } from './measure/report.ts'
import { type FleetFigures, measureFleet } from './references/measure-fleet.ts'

/** Sweep, list, search and overview as the fleet grows: 10 k, 100 k, and with LICET_BENCH=full 1 M licenses, on both databases. */
const sizes = isFull ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]
const pageRatioMax = 2
const rowRatioMax = 1.5

printMachine()
await run('SQLite', async () => undefined)
if (canStartPostgres('the growth of a fleet on PostgreSQL')) {
  const postgres = await startPostgres({ durable: true })
  await run('PostgreSQL', () => postgres.createDatabase())
  await postgres.stop()
}
process.exit(0)

async function run(name: string, createDatabase: () => Promise<string | undefined>): Promise<void> {
  const measured: { size: number; figures: FleetFigures }[] = []
  for (const size of sizes) measured.push({ size, figures: await measureFleet(size, await createDatabase()) })
  const [least] = measured
  if (least === undefined) return
  const rows = Object.keys(least.figures.rowMicroseconds)
  const pages = Object.keys(least.figures.pageP99Milliseconds)
  printTable(
    [`A fleet on ${name}`, ...sizes.map(size => `${size.toLocaleString('en')} licenses`)],
    [
      ...rows.map(what => [
        `${what}, µs a row`,
        ...measured.map(({ figures }) => figure(figures.rowMicroseconds[what] ?? Number.NaN)),
      ]),
      ...pages.map(what => [
        `${what}, median and p99 ms`,
        ...measured.map(({ figures: { pageMedianMilliseconds: half, pageP99Milliseconds: most } }) =>
          [half, most].map(of => figure(of[what] ?? Number.NaN)).join(' · '),
        ),
      ]),
    ],
  )
  const growth = measured.slice(1).flatMap(({ size, figures }): Verdict[] => [
    ...rows.map(what => ({
      what: `${name}: ${what}, ${size.toLocaleString('en')} / 10,000`,
      measured: (figures.rowMicroseconds[what] ?? Number.NaN) / (least.figures.rowMicroseconds[what] ?? 0),
      unit: '×',
      bound: { atMost: rowRatioMax },
    })),
    ...pages.map(what => ({
      what: `${name}: ${what}, p99, ${size.toLocaleString('en')} / 10,000`,
      measured:
        (figures.pageP99Milliseconds[what] ?? Number.NaN) / (least.figures.pageP99Milliseconds[what] ?? 0),
      unit: '×',
      bound: { atMost: pageRatioMax },
    })),
  ])
  printVerdicts(growth)
}
