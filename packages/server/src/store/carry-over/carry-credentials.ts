import type { CarryOver } from './create-carry-over.ts'
import { numberIn, put, type Row, rowsBy } from './rows.ts'

/**
 * Carries over what happened to the keys of programs: one that was ended stays ended, one that was given an earlier end
 * keeps it, and the one that was made in its place is kept.
 */
export function carryCredentials(carry: CarryOver, kind: 'service_key' | 'api_token'): void {
  const { present, raw, wasEnded, endedAt, revive, carriedOver, lost } = carry
  const now = rowsBy(present, kind, 'id')
  const then = rowsBy(raw, kind, 'id')
  const end = raw.prepare(`DELETE FROM "${kind}" WHERE id = ?`)
  const limit = raw.prepare(`UPDATE "${kind}" SET expires_at = ? WHERE id = ?`)
  for (const row of then.values()) {
    const id = String(row.id)
    const current = now.get(id)
    if (current === undefined ? !wasEnded(id) : !isEarlier(current, row)) continue
    const at = current === undefined ? endedAt(id) : numberIn(current.expires_at)
    carriedOver.push({ kind, id, name: String(row.name), at, optional: true })
    if (revive.has(id)) continue
    if (current === undefined) end.run(id)
    else limit.run(current.expires_at, id)
  }
  const kept = successorsOf(carry, kind, then)
  for (const row of now.values()) {
    const id = String(row.id)
    if (then.has(id)) continue
    const told = { id, name: String(row.name), at: numberIn(row.created_at) }
    if (!kept.has(id)) lost.push({ kind, ...told })
    else {
      put(raw, kind, row)
      carriedOver.push({ kind: 'credential_kept', ...told, optional: false })
    }
  }
}

/** Those that took the place of one that the backup has, or of another such one: the program has no other by now. */
function successorsOf(
  { present, logs, presentDecides }: CarryOver,
  kind: string,
  then: ReadonlyMap<string, Row>,
): Set<string> {
  const kept = new Set<string>()
  if (!presentDecides) return kept
  const rotations = present
    .prepare<[string, number], { target: string; replaces: string }>(
      `SELECT target, detail ->> 'replaces' AS replaces FROM audit
       WHERE action = ? AND sequence > ? AND json_valid(detail) ORDER BY sequence`,
    )
    .all(`${kind}.rotate`, logs.common)
  for (const { target, replaces } of rotations) if (then.has(replaces) || kept.has(replaces)) kept.add(target)
  return kept
}

function isEarlier(current: Row, row: Row): boolean {
  const end = (value: unknown): number => numberIn(value) ?? Number.POSITIVE_INFINITY
  return end(current.expires_at) < end(row.expires_at)
}
