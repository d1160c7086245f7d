/** Runs each contestant once a round, in turn, so that a change of the machine's mood meets all of them alike. */
export async function interleave<Name extends string, Result>(
  contestants: Record<Name, () => Promise<Result>>,
  rounds: number,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contestants) as Name[]
  const results = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Name, Result[]>
  for (let round = 0; round < rounds; round++) {
    // Every other round runs backwards: nobody always goes right after the same one.
    const order = round % 2 === 0 ? names : names.toReversed()
    for (const name of order) results[name].push(await contestants[name]())
  }
  return results
}

/** The middle one of some numbers; the mean of the middle two of an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** The median of the ratios of two contestants in the same round, and how far the ratios lie apart. */
export function ratioOf(
  these: readonly number[],
  those: readonly number[],
): { ratio: number; from: number; to: number } {
  const ratios = these.map((value, round) => value / (those[round] as number))
  return { ratio: median(ratios), from: Math.min(...ratios), to: Math.max(...ratios) }
}
