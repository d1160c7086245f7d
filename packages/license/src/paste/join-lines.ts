import { spacesIn, type Wrapping } from './strip-wrapping.ts'

/** Those of a mebibyte in lines of 64 characters: nothing breaks a file into shorter ones. */
const linesMax = 16_384

/** Joins a long token that was broken into lines; a text that is more than one token is left as it is. */
export function joinLines(text: string): Wrapping {
  const lines = text.split(/\s+/, linesMax + 1)
  if (lines.length === 1 || lines.length > linesMax) return { text, removed: [] }
  const joined = lines.join('')
  return /^[\w.~-]+$/.test(joined) ? { text: joined, removed: spacesIn(text) } : { text, removed: [] }
}
