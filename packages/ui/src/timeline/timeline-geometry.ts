/** A moment at which something begins, in epoch seconds. */
export interface TimelinePoint {
  at: number
  id: string
}

export interface PlacedPoint<Point extends TimelinePoint> {
  point: Point
  /** 0 (left end) to 100. */
  percent: number
  /** Row of its label: 0 next to the line, 1 below it … */
  lane: number
  /** Which side of its mark the label is written on, so that it stays inside. */
  align: 'start' | 'middle' | 'end'
}

export interface TimelineLayout<Point extends TimelinePoint> {
  startsAt: number
  endsAt: number
  marks: PlacedPoint<Point>[]
  /** Stretches between two marks; the last one has no end and runs off the line. */
  stretches: { point: Point; fromPercent: number; toPercent: number }[]
  nowPercent: number
}

/** Part of the line kept for what comes after the last mark. */
const tailShare = 0.14

/**
 * Lays moments out on a line, true to scale, with room after the last one.
 *
 * Marks that stand so close that their labels would touch go to different lanes.
 *
 * @param points - Any order; at least one.
 * @param labelPercent - How much of the line's length one label takes.
 */
export function layOutTimeline<Point extends TimelinePoint>(
  points: readonly Point[],
  now: number,
  labelPercent = 17,
): TimelineLayout<Point> {
  const sorted = points.toSorted((a, b) => a.at - b.at)
  const times = [...sorted.map(point => point.at), now]
  const startsAt = Math.min(...times)
  const last = Math.max(...times)
  const span = Math.max(last - startsAt, 86_400)
  const endsAt = Math.round(startsAt + span / (1 - tailShare))
  const percentOf = (at: number) => ((at - startsAt) / (endsAt - startsAt)) * 100

  const laneEnds: number[] = []
  const marks = sorted.map(point => {
    const percent = percentOf(point.at)
    const align = percent < labelPercent / 2 ? 'start' : percent > 100 - labelPercent / 2 ? 'end' : 'middle'
    const left = align === 'start' ? percent : percent - labelPercent / (align === 'end' ? 1 : 2)
    const free = laneEnds.findIndex(end => end <= left)
    const lane = free === -1 ? laneEnds.length : free
    laneEnds[lane] = left + labelPercent
    return { point, percent, lane, align } satisfies PlacedPoint<Point>
  })
  const stretches = marks.map((mark, index) => ({
    point: mark.point,
    fromPercent: mark.percent,
    toPercent: marks[index + 1]?.percent ?? 100,
  }))
  return { startsAt, endsAt, marks, stretches, nowPercent: percentOf(now) }
}
