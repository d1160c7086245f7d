import type Database from 'better-sqlite3'

type Row = Record<string, unknown>

/**
 * Keeps what an old backup of a control plane must not turn back: a revocation, a keyset, a signing key that was made, retired or
 * compromised since, an API token that was withdrawn, the requests that were answered, the counters of machines and the newest
 * time that was signed, so that an old request is not answered anew; a short key that was reissued. Nothing is kept of the database of another control plane.
 *
 * The revocation list is due afterwards: it is signed anew, above every sequence that was given out, when the server starts.
 *
 * @param now - Epoch seconds.
 */
export function carryOverControl(present: Database.Database, raw: Database.Database, now: number): void {
  if (nameOf(present) !== nameOf(raw)) return
  carryRevocations(present, raw)
  for (const row of rowsOf(present, 'keyset')) put(raw, 'keyset', row)
  carrySigningKeys(present, raw, now)
  carryRequests(present, raw)
  const tokens = JSON.stringify(rowsOf(present, 'api_token').map(({ id }) => id))
  raw.prepare('DELETE FROM api_token WHERE id NOT IN (SELECT value FROM json_each(?))').run(tokens)
}

function carryRevocations(present: Database.Database, raw: Database.Database): void {
  for (const row of rowsOf(present, 'revocation')) put(raw, 'revocation', row)
  const revoke = raw.prepare(
    `UPDATE license SET status = 'revoked', status_reason = @status_reason, status_at = @status_at,
       suspended_by = NULL, machines = 0 WHERE id = @id AND status <> 'revoked'`,
  )
  const end = raw.prepare(
    `UPDATE machine SET state = 'revoked', ended_at = @status_at
     WHERE license_id = @id AND state IN ('active', 'flagged')`,
  )
  const sql = `SELECT id, status_reason, status_at FROM license WHERE status = 'revoked'`
  for (const row of present.prepare<[], Row>(sql).iterate()) if (revoke.run(row).changes > 0) end.run(row)
  const highest = 'SELECT max(sequence) FROM revocation_list'
  const [mine, theirs] = [raw, present].map(database => Number(database.prepare(highest).pluck().get() ?? 0))
  if ((theirs ?? 0) > (mine ?? 0)) {
    raw.exec('DELETE FROM revocation_list')
    for (const row of rowsOf(present, 'revocation_list')) put(raw, 'revocation_list', row)
  }
  put(raw, 'secret', { name: 'revocations_due', value: '1' })
}

/** A key only ever moves on: `next`, `active`, `retired`, `compromised`. Of two that sign, the one that signs at present goes on. */
function carrySigningKeys(present: Database.Database, raw: Database.Database, now: number): void {
  const rank = ['next', 'active', 'retired', 'compromised']
  const known = new Map(rowsOf(raw, 'signing_key').map(row => [row.kid, row]))
  for (const row of rowsOf(present, 'signing_key')) {
    const here = known.get(row.kid)
    if (here === undefined || rank.indexOf(String(row.status)) > rank.indexOf(String(here.status)))
      put(raw, 'signing_key', row)
  }
  const signing = rowsOf(present, 'signing_key').filter(({ status }) => status === 'active')
  const retire = raw.prepare(
    `UPDATE signing_key SET status = 'retired', retired_at = ? WHERE "use" = ? AND status = 'active' AND kid <> ?
       AND EXISTS (SELECT 1 FROM signing_key s WHERE s.kid = ? AND s.status = 'active')`,
  )
  for (const { use, kid } of signing) retire.run(now, use, kid, kid)
}

/** Where a machine stands with its answers. */
const chain = [
  'last_seen_at',
  'lease_ends_at',
  'counter',
  'counter_max',
  'chain_open',
  'restored_at',
  'answer_id',
  'former_answer_id',
  'answer_request',
  'answer_request_ends_at',
  'answer_token',
  'answer_directive',
]

/** What an old request is known by, and what a first activation is proven by. */
function carryRequests(present: Database.Database, raw: Database.Database): void {
  const knows = (database: Database.Database): boolean =>
    database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'used_request'`).get() !== undefined
  if (!knows(present) || !knows(raw)) return
  for (const row of rowsOf(present, 'used_request')) put(raw, 'used_request', row)
  const raise = raw.prepare('UPDATE signed_time SET at = max(at, @at)')
  for (const row of rowsOf(present, 'signed_time')) raise.run(row)
  const values = chain.map(name => `${name} = @${name}`).join(', ')
  const goOn = raw.prepare(
    `UPDATE machine SET ${values} WHERE id = @id AND installation_id IS @installation_id AND last_seen_at < @last_seen_at`,
  )
  const machines = `SELECT id, installation_id, ${chain.join(', ')} FROM machine`
  for (const row of present.prepare<[], Row>(machines).iterate()) goOn.run(row)
  const reissue = raw.prepare(
    `UPDATE license SET key_hash = @key_hash, key_hint = @key_hint, key_search = @key_search,
       proof_revision = @proof_revision WHERE id = @id AND proof_revision < @proof_revision`,
  )
  const keys = `SELECT id, key_hash, key_hint, key_search, proof_revision FROM license WHERE proof_revision > 1`
  for (const row of present.prepare<[], Row>(keys).iterate()) reissue.run(row)
}

function nameOf(raw: Database.Database): unknown {
  return raw.prepare(`SELECT value FROM secret WHERE name = 'control_id'`).pluck().get()
}

function rowsOf(raw: Database.Database, table: string): Row[] {
  return raw.prepare<[], Row>(`SELECT * FROM "${table}"`).all()
}

/** Writes a row, by those of its columns that the other database has: one of them may be of an older version. */
function put(raw: Database.Database, table: string, row: Row): void {
  const columns = raw.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const names = columns.filter(name => name in row)
  const listed = names.map(name => `"${name}"`).join(', ')
  const values = names.map(name => `@${name}`).join(', ')
  raw.prepare(`REPLACE INTO "${table}" (${listed}) VALUES (${values})`).run(row)
}
