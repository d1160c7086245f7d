import { tokenBytesMax } from '../limits.ts'
import { spacesIn, type Wrapping } from './strip-wrapping.ts'

const tokenWord = /^[A-Za-z0-9_.~-]+$/
/** A header that starts with `{"` or `{` and white space, in base64url. */
const headerStart = /^e[yw][A-Za-z0-9_.-]{10}/
/** One or more compact JWS whose signatures are 64 bytes long: 86 characters, for every algorithm accepted here. */
const complete =
  /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}(?:~[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86})*$/
/** More than this many possible beginnings is no mail with a license in it. */
const startsMax = 64

/**
 * Joins a token that was broken by white space, and finds the one token in a text.
 *
 * The text is joined as a whole if that gives a complete token. Otherwise the one complete token between other words is
 * taken; of none or several, none is.
 */
export function extractToken(text: string): Wrapping {
  const words = text.split(/\s+/)
  const joined = words.join('')
  if (isComplete(joined)) return { text: joined, removed: spacesIn(text) }
  const tokens = new Set(findTokens(words))
  const [token] = tokens
  if (token === undefined || tokens.size > 1) return { text: joined, removed: spacesIn(text) }
  return {
    text: token,
    removed: words.includes(token) ? ['surrounding_text'] : ['surrounding_text', ...spacesIn(text)],
  }
}

function isComplete(text: string): boolean {
  return headerStart.test(text) && complete.test(text)
}

function findTokens(words: readonly string[]): string[] {
  const starts: number[] = []
  for (const [i, word] of words.entries()) {
    if (headerStart.test(word)) starts.push(i)
    if (starts.length > startsMax) return []
  }
  return starts.flatMap(start => tokenOf(words.slice(start, start + tokenBytesMax)))
}

/** Adds word after word until the third part is as long as a signature. */
function tokenOf(words: readonly string[]): string[] {
  let text = ''
  for (const word of words) {
    text += word
    if (!tokenWord.test(word) || text.length > tokenBytesMax) return []
    if (isComplete(text)) return [text]
  }
  return []
}
