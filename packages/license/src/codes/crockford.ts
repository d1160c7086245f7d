/** The 32 symbols of Crockford's base 32: no I, L, O or U. */
export const crockfordSymbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const values = new Map(Array.from(crockfordSymbols, (symbol, value) => [symbol, value] as const))
for (const [lookAlike, value] of [
  ['I', 1],
  ['L', 1],
  ['O', 0],
] as const)
  values.set(lookAlike, value)

/** What may stand between symbols without meaning anything: white space and invisible characters. */
const space = /[\s\u200B-\u200D\u2060\uFEFF]+/g
/** Hyphens as word processors and mail programs write them, and the minus sign. */
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g

/**
 * The value of one symbol, 0 to 31; I and L are read as 1, O as 0. -1 for anything else.
 *
 * @param symbol - One capital letter or digit.
 */
export function symbolValue(symbol: string): number {
  return values.get(symbol) ?? -1
}

/** Writes values of 0 to 31 as symbols. */
export function writeSymbols(written: readonly number[]): string {
  return written.map(value => crockfordSymbols.charAt(value)).join('')
}

/** The same code without spaces, in capitals and with plain hyphens. */
export function plainCode(text: string): string {
  return text.replace(space, '').replace(dashes, '-').toUpperCase()
}
