import { z } from 'zod'

const zeroWidthJoiners = String.raw`\u200C\u200D`
/** What takes a variation: letters, marks and pictures of many scripts join, nothing else does. */
const joined = String.raw`\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F`
const neverShown = String.raw`\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD\p{Noncharacter_Code_Point}`
// Joiners and variation selectors are ignorable too, and part of Persian and of emoji.
const invisible = String.raw`(?![${zeroWidthJoiners}\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}`
const strayJoiner = String.raw`(?<![${joined}])[${zeroWidthJoiners}]|[${zeroWidthJoiners}](?![${joined}])`
const visible = String.raw`(?!\u2800)[\p{L}\p{N}\p{P}\p{S}]`

const onOneLine = new RegExp(
  String.raw`^(?![\s\S]*(?:[${neverShown}]|${invisible}|${strayJoiner}))(?:|[\s\S]*${visible}[\s\S]*)$`,
  'u',
)
const onLines = new RegExp(
  String.raw`^(?![\s\S]*(?:(?![\t\n\r])[${neverShown}]|${invisible}|${strayJoiner}))[\s\S]*$`,
  'u',
)
const message = 'Use visible characters only, on one line.'

/** Whether a text may be shown as the name of something: the rule of {@link displayName}, without its length. */
export function isDisplayName(text: string): boolean {
  return text !== '' && text === text.trim() && onOneLine.test(text)
}

/**
 * One line of text that people read, or none: trimmed, in NFC, with something to see in it.
 *
 * Refused are control characters, separators of lines, what changes the direction of text, invisible characters, lone surrogates
 * and U+FFFD; zero-width joiners are taken between letters and pictures, where scripts and emoji need them.
 *
 * @param lengthMax - In UTF-16 units, after trimming.
 */
export const singleLine = (lengthMax: number) =>
  z.string().trim().normalize('NFC').max(lengthMax).regex(onOneLine, message)

/** What anything goes by that people name: accounts, machines, customers, keys, views. See {@link singleLine}. */
export const displayName = (lengthMax: number) => singleLine(lengthMax).min(1)

/** Text of several lines that people read, or none; otherwise as {@link singleLine}. */
export const freeText = (lengthMax: number) =>
  z.string().trim().normalize('NFC').max(lengthMax).regex(onLines, 'Use visible characters only.')
