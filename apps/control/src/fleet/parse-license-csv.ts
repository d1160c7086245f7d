import { unguarded } from '@licet/api/csv'
import { firstSecondOf, lastSecondOf } from '@licet/license'
import { HttpError } from '@licet/server'

const columns = [
  'customer',
  'reference',
  'policy',
  'tier',
  'seats',
  'products',
  'features',
  'starts_at',
  'expires_at',
  'term',
  'term_months',
  'warn_days',
  'note',
] as const
type Column = (typeof columns)[number]

/** What an export writes beside the columns that an import reads. */
const ignored: ReadonlySet<string> = new Set([
  'id',
  'state',
  'revision',
  'issued_at',
  'kid',
  'key_hint',
  'machines',
])

/**
 * Reads licenses from CSV (RFC 4180) whose first line names the columns; a column that is not known is refused, so that none
 * is lost by a typing error. Lists are separated by spaces, features are JSON, an empty cell is left out. `starts_at` and
 * `expires_at` are epoch seconds or days (`2027-03-01`): from the first second of the one through the last of the other, UTC.
 *
 * @returns One unchecked object a row, in the shape of `importedLicense`.
 * @throws {HttpError} REQUEST_INVALID
 */
export function parseLicenseCsv(text: string): object[] {
  const [head = [], ...rows] = parseCsv(text.replace(/^\uFEFF/, ''))
  const unknown = head.find(name => !ignored.has(name) && !columns.includes(name as Column))
  if (unknown !== undefined) refuse('There is a column that is not known.')
  return rows.map(cells => {
    if (cells.length !== head.length) refuse('A line has more or fewer cells than the first one.')
    const cell = (name: Column): string | undefined => unguarded(cells[head.indexOf(name)] ?? '') || undefined
    const number = (name: Column): number | undefined => {
      const found = cell(name)
      return found === undefined ? undefined : Number(found)
    }
    const moment = (name: Column, secondOf: (day: string) => number | null): number | undefined =>
      secondOf(cell(name) ?? '') ?? number(name)
    return present({
      customer: present({ name: cell('customer'), reference: cell('reference') }),
      policy: cell('policy'),
      tier: cell('tier'),
      seats: number('seats'),
      products: cell('products')?.split(' '),
      features: parseFeatures(cell('features')),
      startsAt: moment('starts_at', firstSecondOf),
      // A term says when it ends; what an export wrote beside it follows from that.
      expiresAt:
        cell('term_months') === undefined && cell('term') === undefined
          ? moment('expires_at', lastSecondOf)
          : undefined,
      term: cell('term'),
      termMonths: number('term_months'),
      warnDays: number('warn_days'),
      note: cell('note'),
    })
  })
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function parseFeatures(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return refuse('Features are a JSON object.')
  }
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y
  while (cells.lastIndex < text.length) {
    const match = cells.exec(text)
    if (match === null) return refuse('This is not CSV.')
    const [, quoted, plain = '', end] = match
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  return rows
}

function refuse(sentence: string): never {
  throw new HttpError('REQUEST_INVALID', { fields: { csv: sentence } })
}
