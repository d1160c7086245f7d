const symbols = '23456789abcdefghjkmnpqrstuvwxyz'
const groups = 5
const groupSymbols = 4

/** A password that can be read over the telephone: 20 random symbols (about 99 bits) in five groups. */
export function inventPassword(): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: groupSymbols }, () => symbols.charAt(randomBelow(symbols.length))).join(''),
  ).join('-')
}

/** Each number below `limit` (at most 256) equally often. */
function randomBelow(limit: number): number {
  const fair = 256 - (256 % limit)
  for (;;) {
    const value = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0
    if (value < fair) return value % limit
  }
}
