import { median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable, printVerdicts } from './measure/report.ts'
import { measureParts } from './references/control-parts.ts'
import { issueKeys, playMachines, startBenchedControls } from './references/start-benched-control.ts'

/** Heartbeats a second, signed, answered and committed, beside what one verification, one signature and one commit cost. */
const rounds = isFull ? 7 : 3
const milliseconds = isFull ? 4_000 : 2_000
const machines = 64

printMachine()
for (const benched of await startBenchedControls()) {
  const { name, control, part } = benched
  const perSecond: number[] = []
  const ofParts: number[] = []
  const parts: Awaited<ReturnType<typeof measureParts>>[] = []
  for (let round = 0; round <= rounds; round++) {
    const keys = await issueKeys(control, machines)
    const order = { port: control.port, keys, connections: 16, milliseconds }
    const { heartbeats, heartbeatSeconds } = await playMachines(order)
    const measured = await measureParts(part, milliseconds / 4)
    // The first round warms up.
    if (round === 0) continue
    perSecond.push(heartbeats / heartbeatSeconds)
    ofParts.push(1e6 / measured.sum)
    parts.push(measured)
  }
  const medianOf = (pick: (one: (typeof parts)[number]) => number): string => figure(median(parts.map(pick)))
  printTable(
    [`Heartbeats on ${name}, ${machines} machines`, 'per second', 'µs'],
    [
      ['control plane, as shipped', figure(median(perSecond)), figure(1e6 / median(perSecond))],
      ['sum of the parts', figure(median(ofParts)), medianOf(({ sum }) => sum)],
      ['· 1 verification', '', medianOf(one => one.verify)],
      ['· 1 signature', '', medianOf(one => one.sign)],
      ['· 1 committed row', '', medianOf(one => one.write)],
    ],
  )
  const ratio = ratioOf(perSecond, ofParts)
  printVerdicts([
    {
      what: `heartbeats on ${name} / sum of their parts`,
      measured: ratio.ratio,
      spread: ratio,
      unit: '×',
      bound: { atLeast: 0.5, aim: 0.8 },
    },
  ])
  await benched.close()
}
process.exit(0)
