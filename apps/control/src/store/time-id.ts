import { randomBytes } from 'node:crypto'
import type { ControlTransaction } from './database.ts'

/** Tables whose ids rise with time, and how their ids begin. */
const prefixes = { heartbeat: 'hb', offline_answer: 'off' } as const

const turnDigits = 6

/**
 * Makes ids that rise with time and, within a second, in the order in which they are written, on whichever instance.
 *
 * Call it in the transaction that inserts the rows: no other instance then writes between the last id and these.
 *
 * @param at - Epoch seconds.
 * @returns `count` ids, the least first.
 */
export async function nextTimeIds(
  tx: ControlTransaction,
  table: keyof typeof prefixes,
  { at, count }: { at: number; count: number },
): Promise<string[]> {
  const start = timeStart(table, at)
  const { last } = await tx
    .selectFrom(table)
    .select(({ fn }) => fn.max('id').as('last'))
    .where('id', '>=', start)
    .where('id', '<', timeStart(table, at + 1))
    .executeTakeFirstOrThrow()
  const taken = last === null ? 0 : Number.parseInt(last.slice(start.length, start.length + turnDigits), 16)
  return Array.from({ length: count }, (_, index) => {
    const turn = (taken + 1 + index).toString(16).padStart(turnDigits, '0')
    return `${start}${turn}${randomBytes(6).toString('hex')}`
  })
}

/** What every id of a moment is greater than. @param at - Epoch seconds. */
export function timeStart(table: keyof typeof prefixes, at: number): string {
  return `${prefixes[table]}_${at.toString(16).padStart(10, '0')}`
}
