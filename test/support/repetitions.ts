/** How often a fault is tried: the variable when it is set (the long run sets it), else a number that fits in a coffee break. */
export function repetitions(
  variable: 'LICET_SEAT_TRIALS' | 'LICET_KILLS' | 'LICET_RACES',
  otherwise: number,
): number {
  const value = process.env[variable]
  return value === undefined ? otherwise : Number(value)
}
