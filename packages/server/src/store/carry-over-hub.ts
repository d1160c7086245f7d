import type Database from 'better-sqlite3'

/** Keeps what an old backup of a Hub must not turn back: the clock, a revocation, a withdrawn key. */
export function carryOverHub(present: Database.Database, raw: Database.Database): void {
  const floor = selectAll(present, 'SELECT one, floor FROM clock_floor')
  for (const row of floor) raw.prepare('REPLACE INTO clock_floor (one, floor) VALUES (@one, @floor)').run(row)
  const artifacts = selectAll(
    present,
    'SELECT kind, text, loaded_at, loaded_by FROM artifact ORDER BY position',
  )
  const known = raw.prepare('SELECT 1 FROM artifact WHERE kind = @kind AND text = @text')
  const insert = raw.prepare(
    'INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES (@kind, @text, @loaded_at, @loaded_by)',
  )
  for (const row of artifacts) if (!known.get(row)) insert.run(row)
}

function selectAll(raw: Database.Database, sql: string): Record<string, unknown>[] {
  return raw.prepare<[], Record<string, unknown>>(sql).all()
}
