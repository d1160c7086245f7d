import { median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable, printVerdicts } from './measure/report.ts'
import { measureParts } from './references/control-parts.ts'
import { issueKeys, playMachines, startBenchedControls } from './references/start-benched-control.ts'

/** First activations a second, each of a license of its own, beside what one verification, one signature and one commit cost. */
const rounds = isFull ? 7 : 3
const machines = isFull ? 2_000 : 500

printMachine()
for (const benched of await startBenchedControls()) {
  const { name, control, part } = benched
  const perSecond: number[] = []
  const ofParts: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const keys = await issueKeys(control, machines)
    const order = { port: control.port, keys, connections: 64, milliseconds: 0 }
    const { activations, activationSeconds } = await playMachines(order)
    const { sum } = await measureParts(part, 300)
    // The first round warms up.
    if (round === 0) continue
    perSecond.push(activations / activationSeconds)
    ofParts.push(1e6 / sum)
  }
  printTable(
    [`Activations on ${name}, ${machines} keys a round`, 'per second', 'µs'],
    [
      ['control plane, as shipped', figure(median(perSecond)), figure(1e6 / median(perSecond))],
      [
        'sum of the parts (1 verify, 1 sign, 1 commit)',
        figure(median(ofParts)),
        figure(1e6 / median(ofParts)),
      ],
    ],
  )
  const ratio = ratioOf(perSecond, ofParts)
  printVerdicts([
    {
      what: `activations on ${name} / sum of their parts`,
      measured: ratio.ratio,
      spread: ratio,
      unit: '×',
      bound: { atLeast: 0.25, aim: 0.5 },
    },
  ])
  await benched.close()
}
process.exit(0)
