import { describe, expect, test } from 'vitest'
import { layOutTimeline } from '../src/timeline/timeline-geometry.ts'

const day = 86_400
const at = (days: number) => 1_800_000_000 + days * day
const points = [
  { id: 'issued', at: at(0) },
  { id: 'warns', at: at(335) },
  { id: 'expires', at: at(365) },
]

describe('the geometry of a timeline', () => {
  test('is true to scale and leaves room after the last mark', () => {
    const { marks, nowPercent } = layOutTimeline(points, at(182.5))
    const [issued, , expires] = marks
    expect(issued?.percent).toBe(0)
    expect(expires?.percent).toBeCloseTo(86, 1)
    expect(nowPercent).toBeCloseTo(43, 1)
  })
  test('moves now from left to right as time passes', () => {
    const positions = [0, 100, 200, 365].map(days => layOutTimeline(points, at(days)).nowPercent)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  })
  test('still holds now long after the last mark, and before the first', () => {
    expect(layOutTimeline(points, at(800)).nowPercent).toBeCloseTo(86, 1)
    expect(layOutTimeline(points, at(-50)).nowPercent).toBe(0)
  })
  test('puts labels that would touch into different lanes, others into the first', () => {
    const lanes = layOutTimeline(points, at(1)).marks.map(mark => mark.lane)
    expect(lanes).toEqual([0, 0, 1])
  })
  test('keeps the labels at both ends inside the line', () => {
    const { marks } = layOutTimeline(
      [
        { id: 'a', at: at(0) },
        { id: 'b', at: at(1) },
      ],
      at(0),
    )
    expect(marks.map(mark => mark.align)).toEqual(['start', 'middle'])
  })
  test('takes moments in any order, and the stretches cover the line without gaps', () => {
    const { stretches } = layOutTimeline(points.toReversed(), at(10))
    expect(stretches.map(({ point }) => point.id)).toEqual(['issued', 'warns', 'expires'])
    expect(stretches[0]?.toPercent).toBe(stretches[1]?.fromPercent)
    expect(stretches.at(-1)?.toPercent).toBe(100)
  })
})
