/** A path of the documentation; its headings are codes. */
const page = 'docs/troubleshooting.md'

/** Where help stands on a refusal of an activation. @param code - Its code. */
export function helpOn(code: string): string {
  return `${page}#${code.toLowerCase()}`
}
