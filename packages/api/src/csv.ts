/**
 * Writes rows as CSV (RFC 4180, UTF-8 with BOM, so that a spreadsheet reads the letters right).
 *
 * Every value is quoted. Wherever a spreadsheet would begin a formula, at the start of a cell or behind anything that it might
 * take for a separator, an apostrophe is put before it; {@link unguarded} takes it away again. Numbers stay numbers.
 *
 * @see OWASP ASVS 1.2.10
 */
export function toCsv<C extends string>(
  columns: readonly C[],
  rows: Iterable<Readonly<Record<C, unknown>>>,
): string {
  const lines = [columns.map(quoted).join(',')]
  for (const row of rows) lines.push(columns.map(column => quoted(row[column])).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** A cell as it was before {@link toCsv} kept it from being run. Any text survives the way there and back. */
export function unguarded(cell: string): string {
  return cell.replace(guardedStart, '')
}

/** Where a cell may begin: at the start, and behind every character that some program splits at. */
const start = String.raw`(?<=^|[,;|\t\r\n\v\f\u0085\u2028\u2029])`
/** What is skipped before a formula: blanks, invisible characters, quotes, and apostrophes that were there before. */
const skipped = String.raw`(?:['"]|(?![\t\r\n\v\f\u2028\u2029])\s|[\u00AD\u200B-\u200F\u2060])*`
/** What begins a formula or a command, in every width that a spreadsheet folds. */
const formula = String.raw`[=+\-@|\t\r\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20]`

const bareStart = new RegExp(`${start}(?=${skipped}${formula})`, 'g')
const guardedStart = new RegExp(`${start}'(?=${skipped}${formula})`, 'g')

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null ? '' : (JSON.stringify(value) ?? '')
  const safe = typeof value === 'number' ? text : text.replace(bareStart, "'")
  return `"${safe.replaceAll('"', '""')}"`
}
