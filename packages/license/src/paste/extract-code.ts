import { createMachineUid, parseMachineUid } from '../codes/machine-uid.ts'
import { parseShortKey } from '../codes/short-key.ts'
import { spacesIn, type Wrapping } from './strip-wrapping.ts'

/** What no code with all its spaces is longer than. */
const codeCharactersMax = 256
/** A short key or a machine UID between other words; its groups may stand apart. */
const inText =
  /(?<![\w.~-])(?:[A-Z][A-Z0-9]{1,15}(?:\s*-\s*[A-Z0-9]{4}){4}|[A-Z0-9]{5}(?:\s*-\s*[A-Z0-9]{5}){7})(?![\w~-])/gi

/**
 * Puts a short key or machine UID into its one spelling, or finds the one such code in a text; undefined where there is
 * none or more than one whose check symbols hold.
 */
export function extractCode(text: string): Wrapping | undefined {
  const whole = text.length > codeCharactersMax ? undefined : readCode(text)
  if (whole !== undefined) return { text: whole, removed: spacesIn(text) }
  const found = (text.match(inText) ?? []).map(each => ({ each, code: readCode(each) }))
  const [first, ...others] = found.filter(({ code }) => code !== undefined)
  if (first?.code === undefined || others.some(({ code }) => code !== first.code)) return undefined
  return { text: first.code, removed: ['surrounding_text', ...spacesIn(first.each)] }
}

function readCode(text: string): string | undefined {
  return attempt(() => parseShortKey(text)) ?? attempt(() => createMachineUid(parseMachineUid(text)))
}

function attempt(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
