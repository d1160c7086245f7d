import { machineNote } from './machine-notes.ts'
import type { ReadComponent } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'
import { readSmallFile } from './read-small-file.ts'

/** What stays the same for the life of a processor: no clock rates, flags or microcode, which updates change. */
const lasting = [
  'vendor_id',
  'cpu family',
  'model',
  'model name',
  'stepping',
  'CPU implementer',
  'CPU architecture',
  'CPU variant',
  'CPU part',
  'CPU revision',
  'Hardware',
  'Serial',
]
/** What every account may read of the board; the serial numbers are for root, and who asks must make no difference. */
const boardFiles = ['board_vendor', 'board_name', 'product_name'] as const

/** Reads what a Linux says of its processor and board. */
export function readLinuxProcessor(root: string): ReadComponent {
  const source = '/proc/cpuinfo'
  const facts = lastingFacts(readSmallFile(`${root}${source}`) ?? '')
  if (facts.length === 0) return { source, value: null, notes: [machineNote('processor_silent')] }
  const board = boardFiles.map(file => (readSmallFile(`${root}/sys/class/dmi/id/${file}`) ?? '').trim())
  const known = board.some(text => text !== '')
  return {
    source: known ? `${source}, /sys/class/dmi/id` : source,
    value: new RawValue(JSON.stringify([facts, known ? board : []])),
    notes: [machineNote(known ? 'processor_and_board' : 'processor_without_board')],
  }
}

/** Of the first processor, and of what is said about all of them. */
function lastingFacts(text: string): [string, string][] {
  const facts = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] = /^([^:\t]+?)\s*:\s*(.*?)\s*$/.exec(line) ?? []
    if (lasting.includes(name) && value !== '' && !facts.has(name)) facts.set(name, value)
  }
  return [...facts].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
