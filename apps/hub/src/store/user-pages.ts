import type { Role } from '@licet/api'
import { HttpError } from '@licet/server'
import type { HubDatabase } from './database.ts'
import { type StoredUser, toUser, userColumns } from './users.ts'

/** Which accounts are wanted; `q` matches a part of name or address. */
export interface UserFilter {
  q?: string | undefined
  role?: Role | undefined
  enabled?: boolean | undefined
  /** Not seen since then, epoch seconds; accounts never seen count from their creation. */
  unseenSince?: number | undefined
}

/** One page of accounts by name. @param cursor - As returned by the page before. @throws {HttpError} REQUEST_INVALID */
export function loadUserPage(
  database: HubDatabase,
  filter: UserFilter,
  page: { limit: number; cursor: string | undefined },
): { users: StoredUser[]; total: number; next: string | null } {
  const { where, values } = conditions(filter)
  const count = `SELECT count(*) FROM user WHERE ${where}`
  const total =
    database.raw
      .prepare<unknown[], number>(count)
      .pluck()
      .get(...values) ?? 0
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor)
  const sql = `SELECT ${userColumns} FROM user WHERE ${where} ${after ? 'AND (name COLLATE NOCASE, id) > (?, ?)' : ''}
    ORDER BY name COLLATE NOCASE, id LIMIT ?`
  const rows = database.raw
    .prepare<unknown[], Parameters<typeof toUser>[0]>(sql)
    .all(...values, ...(after ?? []), page.limit + 1)
  const users = rows.slice(0, page.limit).map(toUser)
  const last = users.at(-1)
  return { users, total, next: rows.length > page.limit && last ? encodeCursor(last) : null }
}

/** Who holds a seat, longest unseen first. */
export function loadSeatHolders(database: HubDatabase, limit: number, unseenSince?: number): StoredUser[] {
  const { where, values } = conditions({ enabled: true, unseenSince })
  const sql = `SELECT ${userColumns} FROM user WHERE ${where}
    ORDER BY coalesce(last_seen_at, 0), created_at, id LIMIT ?`
  return database.raw
    .prepare<unknown[], Parameters<typeof toUser>[0]>(sql)
    .all(...values, limit)
    .map(toUser)
}

function conditions(filter: UserFilter): { where: string; values: unknown[] } {
  const parts: [string, ...unknown[]][] = [['1']]
  if (filter.q)
    parts.push(['(instr(lower(name), lower(?)) > 0 OR instr(email, lower(?)) > 0)', filter.q, filter.q])
  if (filter.role) parts.push(['role = ?', filter.role])
  if (filter.enabled !== undefined) parts.push(['enabled = ?', Number(filter.enabled)])
  if (filter.unseenSince !== undefined)
    parts.push(['coalesce(last_seen_at, created_at) < ?', filter.unseenSince])
  return { where: parts.map(([sql]) => sql).join(' AND '), values: parts.flatMap(([, ...values]) => values) }
}

const encodeCursor = (user: StoredUser): string =>
  Buffer.from(JSON.stringify([user.name, user.id])).toString('base64url')

function decodeCursor(cursor: string): [string, string] {
  try {
    const [name, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (typeof name === 'string' && typeof id === 'string') return [name, id]
  } catch {
    // Said below.
  }
  throw new HttpError('REQUEST_INVALID', { fields: { cursor: 'This is no cursor of a page before.' } })
}
