/**
 * Writes rows as CSV (RFC 4180, UTF-8 with BOM, so that a spreadsheet reads the letters right).
 *
 * Every value is quoted, and one that a spreadsheet would run as a formula gets an apostrophe before it.
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

/** The headers of a CSV download. @param name - Of the file, plain ASCII. */
export function csvAnswerHeaders(name: string): Record<string, string> {
  return {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  }
}

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null ? '' : (JSON.stringify(value) ?? '')
  // Numbers stay numbers; only text can be a formula.
  const safe = typeof value !== 'number' && /^[\s]*[=+\-@\t\r|]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
