import { median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable } from './measure/report.ts'
import { measureParts } from './references/control-parts.ts'
import { issueKeys, playMachines, startBenchedControls } from './references/start-benched-control.ts'

/**
 * First activations a second, each of a license of its own, beside what one verification, one signature and the three commits cost
 * that it takes: an attempt from an address, an attempt on a key, and the deed. Nothing is promised about it.
 */
const rounds = isFull ? 7 : 3
const commits = 3
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
    const { verify, sign, write } = await measureParts(part, 300)
    // The first round warms up.
    if (round === 0) continue
    perSecond.push(activations / activationSeconds)
    ofParts.push(1e6 / (verify + sign + commits * write))
  }
  const { ratio, from, to } = ratioOf(perSecond, ofParts)
  const [ours, parts] = [median(perSecond), median(ofParts)]
  printTable(
    [`Activations on ${name}, ${machines} keys a round`, 'per second', 'µs', 'ratio', 'single rounds'],
    [
      [
        'control plane, as shipped',
        figure(ours),
        figure(1e6 / ours),
        `${figure(ratio)} ×`,
        `${figure(from)} … ${figure(to)}`,
      ],
      ['sum of the parts (1 verify, 1 sign, 3 commits)', figure(parts), figure(1e6 / parts), '', ''],
    ],
  )
  await benched.close()
}
process.exit(0)
