import { drive } from './measure/drive.ts'
import { openFiles, residentMebibytes } from './measure/process-use.ts'
import { figure, isFull, printMachine, printTable, printVerdicts } from './measure/report.ts'
import { startLicensedHub } from './references/start-licensed-hub.ts'

/** What the Hub's memory is after ten thousand status calls, and after a million: 200,000 unless `LICET_BENCH=full`. */
const last = isFull ? 1_000_000 : 200_000
const milestones = [10_000, 100_000, 200_000, 500_000, 1_000_000].filter(calls => calls <= last)

const { hub, status } = await startLicensedHub()
const rows: { calls: number; resident: number; files: number }[] = []
let made = 0
for (const calls of milestones) {
  await drive(status, { warmUpMilliseconds: 0, milliseconds: 0, answersMax: calls - made })
  made = calls
  rows.push({ calls, resident: residentMebibytes(status.pid), files: openFiles(status.pid) })
}

printMachine()
printTable(
  ['status calls', 'resident MiB', 'open files'],
  rows.map(({ calls, resident, files }) => [figure(calls), figure(resident), String(files)]),
)
printVerdicts([
  {
    what: `resident memory after ${figure(last)} calls / after 10,000`,
    measured: (rows.at(-1)?.resident ?? Number.NaN) / (rows[0]?.resident ?? Number.NaN),
    unit: '×',
    bound: { atMost: 1.1 },
  },
])
await hub.stop()
