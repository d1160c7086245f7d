/** One drawn seat: taken under the limit, free, or an account beyond the limit. */
export type SeatCell = 'taken' | 'free' | 'over'

/** Above this many, single seats are too thin to see: a bar is drawn. */
export const seatCellsMax = 60

/**
 * How a seat meter is drawn.
 *
 * @returns `cells`: one entry a seat, limit line after `limit`, empty where a bar is drawn instead. `linePercent`:
 * where the limit stands on a bar that also has room for those over it; `usedPercent`: how far it is filled.
 */
export function layOutSeats(
  used: number,
  limit: number | null,
): { cells: SeatCell[]; linePercent: number; usedPercent: number; over: number; free: number } {
  const over = limit === null ? 0 : Math.max(0, used - limit)
  const free = limit === null ? 0 : Math.max(0, limit - used)
  const total = Math.max(used, limit ?? used, 1)
  const cells: SeatCell[] =
    total > seatCellsMax
      ? []
      : Array.from({ length: total }, (_, index) => {
          if (index >= used) return 'free'
          return limit !== null && index >= limit ? 'over' : 'taken'
        })
  return {
    cells,
    linePercent: ((limit ?? total) / total) * 100,
    usedPercent: (used / total) * 100,
    over,
    free,
  }
}

/** At the limit or above: danger; from `warnPercent`: notice. */
export function seatTone(
  used: number,
  limit: number | null,
  warnPercent = 90,
): 'ok' | 'notice' | 'danger' | 'calm' {
  if (limit === null) return 'calm'
  if (used > limit) return 'danger'
  return used * 100 >= limit * warnPercent ? 'notice' : 'ok'
}
