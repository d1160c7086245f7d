import { parseClockFloor } from '@licet/activation'
import type { ClockFloor } from '@licet/license'
import type { HubDatabase } from './database.ts'

/** Returns the stored floor of the clock; null when none was stored, or what is stored is not one. */
export function loadClockFloor(database: HubDatabase): ClockFloor | null {
  const text = database.raw.prepare<[], string>('SELECT floor FROM clock_floor').pluck().get()
  return text === undefined ? null : parseFloor(text)
}

/** Stores the floor of the clock. */
export function saveClockFloor(tx: HubDatabase, floor: ClockFloor): void {
  tx.raw
    .prepare(
      'INSERT INTO clock_floor (one, floor) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET floor = excluded.floor',
    )
    .run(JSON.stringify(floor))
}

function parseFloor(text: string): ClockFloor | null {
  try {
    return parseClockFloor(JSON.parse(text))
  } catch {
    return null
  }
}
