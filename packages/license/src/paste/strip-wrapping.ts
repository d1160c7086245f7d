import { isJsonObject } from '../json-object.ts'
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
const pemContent =
  /(?<=-----BEGIN [A-Z0-9 ]{1,64}-----)[^-]*(?:-{1,4}[^-]+)*(?=-----END [A-Z0-9 ]{1,64}-----)/g
const bearer = /^(?:Authorization:\s*)?Bearer\s+/i
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
  if (/[^\S\r\n\u2028\u2029]/.test(text)) found.push('spaces')
  return found
}

function stripSpace(text: string): Wrapping | undefined {
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
  const value = parseJson(text)
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
  const [content, ...others] = text.match(pemContent) ?? []
  if (content === undefined || others.length > 0) return undefined
  const whole = text.startsWith('-----BEGIN ') && text.endsWith('-----')
  return { text: content, removed: whole ? ['pem'] : ['pem', 'surrounding_text'] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
