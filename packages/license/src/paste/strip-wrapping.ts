import { isJsonObject } from '../json-object.ts'
import { parseLooseJson } from './parse-loose-json.ts'
import type { Repair } from './repairs.ts'

/** What is left of a text, and what was taken away. */
export interface Wrapping {
  text: string
  removed: readonly Repair[]
}

const zeroWidth = /[\u200B-\u200D\u2060\uFEFF]/g
// Only between token characters: a final "=" is padding, which the verifier must see.
const softBreak = /(?<=[\w.~-])=\r?\n(?=[\w.~-])/g
const mailQuote = /^[ \t]?(?:>[ \t]?)+/gm
const bearer = /^(?:Authorization:\s*)?Bearer\s+/i
const pemLabel = /^[A-Z0-9 ]+-----/
/** Characters of a label and the dashes after it. */
const pemLabelMax = 64
const quoteMarks = '"\'`“”„‟‘’‚‛«»‹›'
const jsonNames = ['key', 'token', 'license'] as const
/** Armour inside armour: more layers than this are no accident. */
const layersMax = 8

/** Removes what lies between the characters: invisible ones, marked line breaks, quotation marks of mail. */
export function stripQuoting(text: string): Wrapping {
  const removed: Repair[] = []
  const drop = (from: string, pattern: RegExp, repair: Repair): string => {
    const rest = from.replace(pattern, '')
    if (rest !== from) removed.push(repair)
    return rest
  }
  const visible = drop(text, zeroWidth, 'zero_width')
  return { text: drop(drop(visible, softBreak, 'soft_breaks'), mailQuote, 'mail_quoting'), removed }
}

/** Removes what lies around the token, layer by layer: space, quotes, `Bearer`, JSON, BEGIN and END lines. */
export function stripArmour(text: string): Wrapping {
  const removed: Repair[] = []
  let rest = text
  for (let layer = 0; layer < layersMax; layer++) {
    const stripped =
      stripSpace(rest) ?? stripBearer(rest) ?? stripJson(rest) ?? stripQuotes(rest) ?? stripPem(rest)
    if (stripped === undefined) break
    removed.push(...stripped.removed)
    rest = stripped.text
  }
  return { text: rest, removed }
}

/** Names what white space stands in a text. */
export function spacesIn(text: string): readonly Repair[] {
  const found: Repair[] = []
  if (/[\r\n\u2028\u2029]/.test(text)) found.push('line_breaks')
  // The byte order mark counts as white space in JavaScript, and as invisible to everybody else.
  if (/[^\S\r\n\u2028\u2029\uFEFF]/.test(text)) found.push('spaces')
  if (text.includes('\uFEFF')) found.push('zero_width')
  return found
}

/** Removes the white space around a text; undefined where there is none. */
export function stripSpace(text: string): Wrapping | undefined {
  const trimmed = text.trim()
  if (trimmed === text) return undefined
  const around = text.slice(0, text.length - text.trimStart().length) + text.slice(text.trimEnd().length)
  return { text: trimmed, removed: spacesIn(around) }
}

function stripBearer(text: string): Wrapping | undefined {
  const found = bearer.exec(text)
  return found === null ? undefined : { text: text.slice(found[0].length), removed: ['bearer'] }
}

function stripJson(text: string): Wrapping | undefined {
  if (!text.startsWith('{') && !text.startsWith('"')) return undefined
  const value = parseLooseJson(text)
  if (typeof value === 'string') return { text: value, removed: [text.includes('\\') ? 'json' : 'quotes'] }
  if (!isJsonObject(value)) return undefined
  const [token, ...others] = jsonNames.map(name => value[name]).filter(named => typeof named === 'string')
  return token === undefined || others.length > 0 ? undefined : { text: token, removed: ['json'] }
}

function stripQuotes(text: string): Wrapping | undefined {
  let start = 0
  let end = text.length
  while (start < end && quoteMarks.includes(text.charAt(start))) start++
  while (end > start && quoteMarks.includes(text.charAt(end - 1))) end--
  return start === 0 && end === text.length
    ? undefined
    : { text: text.slice(start, end), removed: ['quotes'] }
}

function stripPem(text: string): Wrapping | undefined {
  const begin = findPemLine(text, 'BEGIN')
  const end = findPemLine(text, 'END')
  if (begin === undefined || end === undefined || end.from < begin.to) return undefined
  const whole = begin.from === 0 && end.to === text.length
  return { text: text.slice(begin.to, end.from), removed: whole ? ['pem'] : ['pem', 'surrounding_text'] }
}

/** Finds the one BEGIN or END line of a text; of two such lines neither counts. */
function findPemLine(text: string, word: 'BEGIN' | 'END'): { from: number; to: number } | undefined {
  const mark = `-----${word} `
  const from = text.indexOf(mark)
  if (from < 0 || text.includes(mark, from + 1)) return undefined
  const [label] = pemLabel.exec(text.slice(from + mark.length, from + mark.length + pemLabelMax)) ?? []
  return label === undefined ? undefined : { from, to: from + mark.length + label.length }
}
