import { parseTrust, repairPaste, verifyJws, verifyLicense } from '@licet/license'
import { createSigningKey } from '../support/signing-key.ts'
import { wallClock } from '../support/token.ts'
import { trustEntry, trustOf } from '../support/trust-file.ts'
import { median } from './measure/interleave.ts'
import { figure, printMachine, printTable, printVerdicts, type Verdict } from './measure/report.ts'
import {
  type HostileInput,
  listCostlyInputs,
  listMutants,
  listOversizeInputs,
  listVectorInputs,
  loadVectorKeys,
} from './references/hostile-inputs.ts'

/** How long the slowest refusal takes: of vectors, mutants, texts made to be costly, and texts beyond any limit. */
const tries = 5

const key = createSigningKey('vendor-1')
const trust = await parseTrust(trustOf([trustEntry(key), ...loadVectorKeys()]))
const now = wallClock()
const doors: Record<string, (text: string) => Promise<unknown>> = {
  verifyLicense: text => verifyLicense(text, trust, { now }),
  verifyJws: text => verifyJws(text, [key]),
  'repairPaste, then verifyLicense': async text => verifyLicense(repairPaste(text).token, trust, { now }),
}

interface Slowest {
  /** Which text it was. */
  name: string
  /** The median of its tries. */
  milliseconds: number
  /** The slowest single try of all texts: what a busy machine adds is in it. */
  single: number
  refused: number
}

async function slowestOf(
  inputs: readonly HostileInput[],
  open: (text: string) => Promise<unknown>,
): Promise<Slowest> {
  const slowest: Slowest = { name: '', milliseconds: 0, single: 0, refused: 0 }
  for (const { name, text } of inputs) {
    const times: number[] = []
    let isRefused = true
    for (let attempt = 0; attempt < tries; attempt++) {
      const start = performance.now()
      isRefused = await open(text).then(
        () => false,
        () => true,
      )
      times.push(performance.now() - start)
    }
    if (!isRefused) continue
    slowest.refused += 1
    slowest.single = Math.max(slowest.single, ...times)
    const milliseconds = median(times)
    if (milliseconds > slowest.milliseconds) Object.assign(slowest, { name, milliseconds })
  }
  return slowest
}

const families = {
  'the vector files': listVectorInputs(),
  'mutants of a license': listMutants(key),
  'costly texts of 8 KiB and 1 MiB': listCostlyInputs(key),
  'texts of 1, 10 and 100 MB': listOversizeInputs(),
}
const vectors = families['the vector files'].length
if (vectors === 0) throw new Error('there are no vectors to measure with')

const rows: string[][] = []
const verdicts: Verdict[] = []
for (const [door, open] of Object.entries(doors)) {
  await slowestOf(families['mutants of a license'], open)
  const worst = { looked: 0, oversize: 0 }
  for (const [family, inputs] of Object.entries(families)) {
    const { name, milliseconds, single, refused } = await slowestOf(inputs, open)
    const kind = inputs === families['texts of 1, 10 and 100 MB'] ? 'oversize' : 'looked'
    worst[kind] = Math.max(worst[kind], milliseconds)
    rows.push([door, family, `${refused} of ${inputs.length}`, figure(milliseconds), figure(single), name])
  }
  verdicts.push(
    { what: `${door}: any text`, measured: worst.looked, unit: 'ms', bound: { atMost: 5 } },
    { what: `${door}: an oversize text`, measured: worst.oversize, unit: 'ms', bound: { atMost: 1 } },
  )
}
printMachine()
printTable(['where', 'texts', 'refused', 'slowest, ms', 'slowest single try, ms', 'which'], rows)
printVerdicts(verdicts)
