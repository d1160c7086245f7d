import { inspectToken } from '@licet/license'
import type Database from 'better-sqlite3'

/** How many accounts take a seat, beside how many the license names. */
export interface SeatCount {
  /** Null: no license is held. Read without verifying: for a note, never for a decision. */
  limit: number | null
  used: number
}

/** Counts the seats of a Hub's database. @param now - Epoch seconds. */
export function countSeats(raw: Database.Database, now: number): SeatCount {
  const used = raw.prepare<[], number>('SELECT count(*) FROM user WHERE enabled = 1').pluck().get() ?? 0
  const tokens = raw
    .prepare<[], Buffer>('SELECT token FROM license WHERE ended_at IS NULL ORDER BY position DESC')
    .pluck()
  for (const token of tokens.iterate()) {
    const claims = claimsOf(token)
    const waits = typeof claims.nbf === 'number' && claims.nbf > now
    if (typeof claims.seats === 'number' && !waits) return { limit: claims.seats, used }
  }
  return { limit: null, used }
}

function claimsOf(token: Buffer): { seats?: unknown; nbf?: unknown } {
  try {
    return inspectToken(token.toString('latin1')).claims
  } catch {
    return {}
  }
}
