import { LicenseError } from '../errors.ts'
import { plainCode, symbolValue, writeSymbols } from './crockford.ts'
import { twice, weigh } from './weigh.ts'

/** What a vendor may put before its keys: 2 to 16 capital letters and digits, a letter first. */
export const shortKeyPrefixPattern = /^[A-Z][A-Z0-9]{1,15}$/

/** How many of the 16 symbols are random; the last is the check symbol. */
const randomSymbols = 15
const shapes = [
  /^([A-Z][A-Z0-9]{1,15})-([A-Z0-9]{4})-([A-Z0-9]{4})-([A-Z0-9]{4})-([A-Z0-9]{4})$/,
  /^([A-Z][A-Z0-9]{1,15})([A-Z0-9]{4})([A-Z0-9]{4})([A-Z0-9]{4})([A-Z0-9]{4})$/,
] as const

/** In a prefix the four letters without a symbol of their own are letters all the same; each shares a digit's value. */
const prefixOnlyLetters: Readonly<Record<string, number>> = { I: 1, L: 7, O: 0, U: 6 }

/**
 * Reads a short key, `PREFIX-XXXX-XXXX-XXXX-XXXX`, as people type it: any case, spaces anywhere, with or without
 * hyphens, I and L for 1, O for 0. Any one symbol replaced, or two neighbours exchanged, is refused.
 *
 * The 36 letters and digits of a prefix are more than one check symbol can tell apart: in it a letter is never taken for
 * another, but I for 1, L for 7, O for 0 and U for 6 make a key that nobody knows.
 *
 * @returns The one spelling of the key.
 * @throws {LicenseError} SHORT_KEY_MISTYPED
 * @see DESIGN.md section 5, "Short keys"; https://www.crockford.com/base32.html
 */
export function parseShortKey(text: string): string {
  const plain = plainCode(text)
  const [, prefix = '', ...groups] =
    shapes.map(shape => shape.exec(plain)).find(found => found !== null) ?? []
  const body = Array.from(groups.join(''), symbolValue)
  if (prefix === '' || body.includes(-1) || weigh([...prefixValues(prefix), ...body]) !== 0)
    throw new LicenseError('SHORT_KEY_MISTYPED')
  return spell(prefix, body)
}

/**
 * Makes a short key of a prefix and randomness, and adds the check symbol.
 *
 * @param random - 15 random bytes, of each of which the low five bits count.
 * @throws {RangeError} for a prefix that is none, or another number of bytes.
 */
export function shortKeyFrom(prefix: string, random: Uint8Array): string {
  if (!shortKeyPrefixPattern.test(prefix))
    throw new RangeError('The prefix of a short key is A-Z, 0-9, 2 to 16.')
  if (random.length !== randomSymbols) throw new RangeError('A short key takes 15 random bytes.')
  const symbols = Array.from(random, byte => byte & 31)
  return spell(prefix, [...symbols, twice(weigh([...prefixValues(prefix), ...symbols]))])
}

function prefixValues(prefix: string): number[] {
  return Array.from(prefix, letter => prefixOnlyLetters[letter] ?? symbolValue(letter))
}

function spell(prefix: string, body: readonly number[]): string {
  const symbols = writeSymbols(body)
  return [prefix, ...[0, 4, 8, 12].map(at => symbols.slice(at, at + 4))].join('-')
}
