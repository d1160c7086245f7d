/** The headers of a CSV download. @param name - Of the file, plain ASCII. */
export function csvAnswerHeaders(name: string): Record<string, string> {
  return {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  }
}
