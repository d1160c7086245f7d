import { describe, expect, test } from 'vitest'
import { layOutSeats, seatCellsMax, seatTone } from '../src/seats/seat-layout.ts'

describe('a drawn seat meter', () => {
  test('shows taken, free and over seats, one cell each', () => {
    expect(layOutSeats(2, 4).cells).toEqual(['taken', 'taken', 'free', 'free'])
    expect(layOutSeats(3, 2).cells).toEqual(['taken', 'taken', 'over'])
  })
  test('counts how many are free, and how many stand over the line', () => {
    expect(layOutSeats(7, 10)).toMatchObject({ free: 3, over: 0 })
    expect(layOutSeats(12, 10)).toMatchObject({ free: 0, over: 2 })
  })
  test('turns into a bar with a line where single seats are too thin to see', () => {
    const bar = layOutSeats(seatCellsMax * 2, seatCellsMax)
    expect(bar.cells).toEqual([])
    expect(bar.linePercent).toBe(50)
    expect(bar.usedPercent).toBe(100)
  })
  test('has no line without a limit', () => {
    expect(layOutSeats(5, null)).toMatchObject({ over: 0, free: 0, linePercent: 100 })
  })
  test('warns from the given share on, and alarms only beyond the limit', () => {
    expect(seatTone(8, 10)).toBe('ok')
    expect(seatTone(9, 10)).toBe('notice')
    expect(seatTone(10, 10)).toBe('notice')
    expect(seatTone(11, 10)).toBe('danger')
    expect(seatTone(8, 10, 80)).toBe('notice')
    expect(seatTone(99, null)).toBe('calm')
  })
})
