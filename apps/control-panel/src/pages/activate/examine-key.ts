import { parseShortKey } from '@licet/license'

/** What can be said about a license key while it is typed, before anything is sent. */
export type KeyExamination =
  | { is: 'empty' }
  | { is: 'good'; key: string }
  /** The word before the first hyphen is missing or no prefix. */
  | { is: 'prefix' }
  /** A symbol that no key holds; `place` counts from 1 behind the prefix. */
  | { is: 'symbol'; symbol: string; place: number }
  | { is: 'short'; missing: number }
  | { is: 'long'; extra: number }
  /** Everything is there, but the check symbol does not agree. */
  | { is: 'mistyped' }

const symbolsWanted = 16
const prefixPattern = /^[A-Z][A-Z0-9]{1,15}$/
const symbolPattern = /^[0-9A-TV-Z]$/

/**
 * Says what is wrong with a license key, by its own check symbol, in the browser.
 *
 * Spaces, lower case and any kind of hyphen are tolerated; I, L and O are read as 1, 1 and 0.
 *
 * @param text - What was typed or pasted so far.
 */
export function examineKey(text: string): KeyExamination {
  const typed = text
    .replace(/\s+/g, '')
    .replace(/[‐-―−]/g, '-')
    .toUpperCase()
  if (typed === '') return { is: 'empty' }
  const key = readKey(typed)
  if (key !== null) return { is: 'good', key }
  const hyphen = typed.indexOf('-')
  if (hyphen === -1 || !prefixPattern.test(typed.slice(0, hyphen))) return { is: 'prefix' }
  const symbols = Array.from(typed.slice(hyphen + 1).replaceAll('-', ''))
  const wrong = symbols.findIndex(symbol => !symbolPattern.test(symbol))
  if (wrong !== -1) return { is: 'symbol', symbol: symbols[wrong] ?? '', place: wrong + 1 }
  if (symbols.length < symbolsWanted) return { is: 'short', missing: symbolsWanted - symbols.length }
  if (symbols.length > symbolsWanted) return { is: 'long', extra: symbols.length - symbolsWanted }
  // Hyphens at other places, or only some of them.
  const regrouped = readKey(typed.slice(0, hyphen) + symbols.join(''))
  return regrouped === null ? { is: 'mistyped' } : { is: 'good', key: regrouped }
}

function readKey(text: string): string | null {
  try {
    return parseShortKey(text)
  } catch {
    return null
  }
}
