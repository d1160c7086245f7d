/** How many shades there are, the empty one included. */
export const heatSteps = 5

/**
 * The shade of a number beside the largest one; where all are small, each license is one shade.
 *
 * @returns 0 for nothing; 1 to `heatSteps - 1` for the rest, so that a single license never looks like none.
 */
export function heatOf(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0
  return Math.min(
    heatSteps - 1,
    Math.max(1, Math.ceil((count / Math.max(most, heatSteps - 1)) * (heatSteps - 1))),
  )
}
