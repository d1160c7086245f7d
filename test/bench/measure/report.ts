import { cpus, totalmem } from 'node:os'

/** A promise of DESIGN section 7, and what was measured. */
export interface Verdict {
  what: string
  measured: number
  /** `at least` this much, or `at most`. */
  bound: { atLeast: number; aim?: number } | { atMost: number; aim?: number }
  unit: string
  /** Where the ratios of single rounds lay. */
  spread?: { from: number; to: number }
}

/** Prints rows as a Markdown table. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(row => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`
  process.stdout.write(
    `\n${line(head)}${line(widths.map(width => '-'.repeat(width)))}${rows.map(line).join('')}\n`,
  )
}

/** Prints what was promised beside what was measured. */
export function printVerdicts(verdicts: readonly Verdict[]): void {
  printTable(
    ['promise', 'measured', 'single rounds', 'bound', 'aim', 'verdict'],
    verdicts.map(({ what, measured, bound, unit, spread }) => [
      what,
      `${figure(measured)} ${unit}`,
      spread ? `${figure(spread.from)} … ${figure(spread.to)}` : '',
      'atLeast' in bound ? `≥ ${bound.atLeast} ${unit}` : `≤ ${bound.atMost} ${unit}`,
      bound.aim === undefined ? '' : `${bound.aim} ${unit}`,
      judge(measured, bound),
    ]),
  )
}

function judge(measured: number, bound: Verdict['bound']): string {
  const [limit, sign] = 'atLeast' in bound ? [bound.atLeast, 1] : [bound.atMost, -1]
  if (!(measured * sign >= limit * sign)) return 'NOT MET'
  return bound.aim === undefined || measured * sign >= bound.aim * sign ? 'met, aim too' : 'met'
}

/** Three digits that mean something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return Number(value.toPrecision(3)).toString()
}

/** Names the machine that the figures belong to. */
export function printMachine(): void {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  process.stdout.write(
    `\n${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.version}\n`,
  )
}

/** Full runs take their time: `LICET_BENCH=full`. */
export const isFull = process.env['LICET_BENCH'] === 'full'
