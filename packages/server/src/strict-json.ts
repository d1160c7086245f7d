const reserved = new Set(['__proto__', 'constructor', 'prototype'])
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/**
 * Parses a JSON text that says every name once.
 *
 * `JSON.parse` lets the last of two equal names win, so that two readers of one body may disagree about it; here a name
 * that stands twice (also in another spelling, `"a"` and `"\u0061"`), a reserved name and a text nested deeper than
 * `depthMax` are refused like any other syntax error.
 *
 * @param depthMax - Arrays and objects within each other, counted from 1.
 * @throws {SyntaxError} when the text is not such JSON; the message never quotes it.
 */
export function parseStrictJson(text: string, depthMax = 32): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new SyntaxError('not JSON')
  }
  assertUniqueNames(text, depthMax)
  return value
}

// The text is known to be JSON here, so its strings and brackets are enough to find every name.
function assertUniqueNames(text: string, depthMax: number): void {
  const scopes: (Set<string> | null)[] = []
  let last = ''
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      scopes.push(token === '{' ? new Set() : null)
      if (scopes.length > depthMax) throw new SyntaxError('nested too deep')
    } else if (token === '}' || token === ']') scopes.pop()
    else if (token === ':') addName(scopes.at(-1), unescaped(last))
    last = token
  }
}

const unescaped = (token: string): string => String(JSON.parse(token))

function addName(names: Set<string> | null | undefined, name: string): void {
  if (!names) return
  if (reserved.has(name)) throw new SyntaxError('reserved name')
  if (names.has(name)) throw new SyntaxError('name stands twice')
  names.add(name)
}
