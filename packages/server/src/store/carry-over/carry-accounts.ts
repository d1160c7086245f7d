import type { CarryOver } from './create-carry-over.ts'
import { numberIn, put, type Row, rowsBy } from './rows.ts'

/** What the accounts of a server are judged by. */
export interface AccountRules {
  /** Every role, the least first. */
  roles: readonly string[]
  /** The role without which nobody can manage accounts. */
  highest: string
}

/**
 * Carries over what happened to accounts: deleted ones stay deleted, disabled ones disabled, lowered roles lowered, and newer
 * passwords and second factors count, removed ones included. No account is added, unless nobody could manage accounts otherwise.
 */
export function carryAccounts(carry: CarryOver, rules: AccountRules): void {
  const { present, raw } = carry
  const now = rowsBy(present, 'user', 'id')
  const then = rowsBy(raw, 'user', 'id')
  for (const row of then.values()) {
    const current = now.get(String(row.id))
    if (current === undefined) carryDeleted(carry, row)
    else if (carry.presentDecides) {
      carryStanding(carry, row, current, rules)
      carryCredentials(carry, current)
    }
  }
  const added = [...now.values()].filter(({ id }) => !then.has(String(id)))
  const kept = keepManagers(carry, added, rules)
  for (const row of added)
    if (!kept.has(row)) carry.lost.push({ kind: 'account', ...named(row), at: numberIn(row.created_at) })
}

function carryDeleted({ raw, wasEnded, endedAt, revive, carriedOver }: CarryOver, row: Row): void {
  const { id, name } = named(row)
  if (!wasEnded(id)) return
  carriedOver.push({
    kind: 'account_deleted',
    id,
    name,
    at: endedAt(id),
    optional: true,
    seat: row.enabled === 1,
  })
  if (!revive.has(id)) raw.prepare('DELETE FROM user WHERE id = ?').run(id)
}

function carryStanding(carry: CarryOver, row: Row, current: Row, { roles }: AccountRules): void {
  const { raw, endedAt, revive, carriedOver, lost } = carry
  const { id, name } = named(row)
  const at = endedAt(id)
  if (row.enabled === 1 && current.enabled === 0) {
    carriedOver.push({ kind: 'account_disabled', id, name, at, optional: true, seat: true })
    if (!revive.has(id)) raw.prepare('UPDATE user SET enabled = 0 WHERE id = ?').run(id)
  }
  const [before, after] = [row.role, current.role].map(role => roles.indexOf(String(role))) as [
    number,
    number,
  ]
  if (after < before) {
    carriedOver.push({ kind: 'account_role_lowered', id, name, at, optional: true })
    if (!revive.has(id)) raw.prepare('UPDATE user SET role = ? WHERE id = ?').run(current.role, id)
  } else if (after > before) lost.push({ kind: 'role', id, name, at })
}

function carryCredentials({ present, raw, endedAt, carriedOver }: CarryOver, current: Row): void {
  const { id, name } = named(current)
  const at = endedAt(id)
  const differs = (table: string, columns: string): boolean => {
    const sql = `SELECT ${columns} FROM "${table}" WHERE user_id = ? ORDER BY 1, 2`
    const [here, there] = [present, raw].map(database => JSON.stringify(database.prepare(sql).raw().all(id)))
    return here !== there
  }
  const isNewPassword = differs('account', 'id, password')
  const isNewFactor = differs('two_factor', 'id, secret, verified')
  if (isNewPassword) carriedOver.push({ kind: 'password', id, name, at, optional: false })
  if (isNewFactor) carriedOver.push({ kind: 'second_factor', id, name, at, optional: false })
  // Recovery codes and one-time codes that were used are copied too, told or not.
  for (const table of ['account', 'two_factor', 'used_code']) {
    raw.prepare(`DELETE FROM "${table}" WHERE user_id = ?`).run(id)
    const rows = present.prepare<[string], Row>(`SELECT * FROM "${table}" WHERE user_id = ?`).all(id)
    for (const row of rows) put(raw, table, row)
  }
  raw.prepare('UPDATE user SET two_factor_enabled = ? WHERE id = ?').run(current.two_factor_enabled, id)
}

/** Where everybody who could manage accounts was ended since, those who can now are kept. */
function keepManagers(carry: CarryOver, added: readonly Row[], { highest }: AccountRules): Set<Row> {
  const { present, raw, carriedOver } = carry
  const remains = raw.prepare('SELECT 1 FROM user WHERE enabled = 1 AND role = ?').get(highest)
  if (remains !== undefined) return new Set()
  const taken = raw.prepare('SELECT 1 FROM user WHERE email = ?')
  const managers = added.filter(
    ({ role, enabled, email }) => role === highest && enabled === 1 && taken.get(email) === undefined,
  )
  for (const row of managers) {
    put(raw, 'user', row)
    for (const table of ['account', 'two_factor', 'used_code'])
      for (const own of present
        .prepare<[unknown], Row>(`SELECT * FROM "${table}" WHERE user_id = ?`)
        .all(row.id))
        put(raw, table, own)
    carriedOver.push({ kind: 'account_kept', ...named(row), at: numberIn(row.created_at), optional: false })
  }
  return new Set(managers)
}

function named({ id, name, email }: Row): { id: string; name: string } {
  return { id: String(id), name: `${String(name)} (${String(email)})` }
}
