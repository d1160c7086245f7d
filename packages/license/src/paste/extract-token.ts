import { tokenBytesMax } from '../limits.ts'
import { spacesIn, type Wrapping } from './strip-wrapping.ts'

/** Words between which a token may have been broken, put together again. */
interface Run {
  text: string
  /** Where in `text` a word begins that looks like the beginning of a token. */
  starts: number[]
  /** Where in `text` a word ends. */
  ends: number[]
}

const tokenWord = /^[A-Za-z0-9_.~-]+$/
/** A header that starts with `{"` or `{` and white space, in base64url. */
const headerStart = /^e[yw][A-Za-z0-9_.-]{10}/
/** One or more compact JWS whose signatures are 64 bytes long: 86 characters, for every algorithm accepted here. */
const complete =
  /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}(?:~[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86})*/
/** More than this many possible beginnings is no mail with a license in it. */
const startsMax = 64

/**
 * Joins a token that was broken by white space, and finds the one token in a text.
 *
 * The text is joined as a whole if that gives a complete token. Otherwise the one complete token between other words is
 * taken; of none or several, none is. The time taken grows with the length of the text and no faster.
 */
export function extractToken(text: string): Wrapping {
  const words = text.split(/\s+/)
  const joined = words.join('')
  if (headerStart.test(joined) && complete.exec(joined)?.[0] === joined)
    return { text: joined, removed: spacesIn(text) }
  const tokens = new Set(findTokens(words))
  const [token] = tokens
  if (token === undefined || tokens.size > 1) return { text: joined, removed: spacesIn(text) }
  return {
    text: token,
    removed: words.includes(token) ? ['surrounding_text'] : ['surrounding_text', ...spacesIn(text)],
  }
}

function findTokens(words: readonly string[]): string[] {
  const runs = runsOf(words)
  const starts = runs.reduce((count, run) => count + run.starts.length, 0)
  return starts > startsMax ? [] : runs.flatMap(tokensOf)
}

/** Puts neighbours together that consist of nothing but characters of tokens. */
function runsOf(words: readonly string[]): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  for (const word of words) {
    if (!tokenWord.test(word)) {
      run = undefined
      continue
    }
    if (run === undefined) runs.push((run = { text: '', starts: [], ends: [] }))
    if (headerStart.test(word)) run.starts.push(run.text.length)
    run.text += word
    run.ends.push(run.text.length)
  }
  return runs
}

/** A token ends where a signature is complete, and a word ends there too. */
function tokensOf({ text, starts, ends }: Run): string[] {
  return starts.flatMap(start => {
    const token = complete.exec(text.slice(start, start + tokenBytesMax))?.[0]
    return token !== undefined && ends.includes(start + token.length) ? [token] : []
  })
}
