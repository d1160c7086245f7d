import type { CarryOver } from './create-carry-over.ts'
import { numberIn, putMissing, putRows, type Row, rowsBy, rowsOf } from './rows.ts'

/** Names what became of licenses, machines and subscriptions; before anything of them is carried over. */
export function tellLicensing(carry: CarryOver): void {
  tellLicenses(carry)
  tellMachines(carry)
  tellSubscriptions(carry)
}

/**
 * Keeps licenses, their machines and whom they belong to as they are: a license that was signed is out there, a revision never
 * goes down, a counter neither. Only licenses of another line that are not known here come from the backup.
 */
export function carryLicensing(carry: CarryOver): void {
  const { present, raw, presentDecides } = carry
  if (!presentDecides) return
  // A reference that another row of the backup has is left out rather than the customer it belongs to.
  for (const row of rowsOf(present, 'customer')) {
    putMissing(raw, 'customer', row)
    putMissing(raw, 'customer', { ...row, reference: null })
  }
  for (const table of ['product', 'policy'])
    for (const row of rowsOf(present, table)) putMissing(raw, table, row)
  makeRoom(carry)
  putRows(present, raw, 'license')
  raw.exec('DELETE FROM license_product WHERE number IN (SELECT number FROM license)')
  raw.exec(
    `INSERT OR IGNORE INTO license_product (product, number)
       SELECT value, number FROM license, json_each(license.products)`,
  )
}

/** Licenses that only the backup has take numbers that are free. */
function makeRoom({ present, raw }: CarryOver): void {
  const known = JSON.stringify(present.prepare('SELECT id FROM license').pluck().all())
  const highest = `SELECT coalesce(max(number), 0) FROM license`
  const above = Number(present.prepare(highest).pluck().get()) + Number(raw.prepare(highest).pluck().get())
  raw
    .prepare(
      `UPDATE license SET number = number + ?
       WHERE id NOT IN (SELECT value FROM json_each(?)) AND number IN (SELECT value FROM json_each(?))`,
    )
    .run(above, known, JSON.stringify(present.prepare('SELECT number FROM license').pluck().all()))
}

function tellLicenses({ present, raw, presentDecides, carriedOver }: CarryOver): void {
  const columns = 'id, customer_name, status, status_at, revision, revised_at, key_hash, issued_at'
  const then = new Map(
    raw
      .prepare<[], Row>(`SELECT ${columns} FROM license`)
      .all()
      .map(row => [row.id, row]),
  )
  for (const row of present.prepare<[], Row>(`SELECT ${columns} FROM license`).iterate()) {
    const before = then.get(row.id)
    const id = String(row.id)
    const tell = (
      kind: 'license' | 'license_revoked' | 'license_suspended' | 'short_key',
      at: unknown,
      name = '',
    ) =>
      carriedOver.push({
        kind,
        id,
        name: `${String(row.customer_name)}${name}`,
        at: numberIn(at),
        optional: false,
      })
    if (row.status === 'revoked' && before?.status !== 'revoked') tell('license_revoked', row.status_at)
    if (!presentDecides) continue
    if (row.status === 'suspended' && before?.status !== 'suspended') tell('license_suspended', row.status_at)
    if (before === undefined) tell('license', row.issued_at)
    else if (row.revision !== before.revision)
      tell('license', row.revised_at, `, revision ${String(row.revision)}`)
    if (before !== undefined && row.key_hash !== before.key_hash) tell('short_key', row.revised_at)
  }
}

function tellMachines({ present, raw, presentDecides, carriedOver }: CarryOver): void {
  if (!presentDecides) return
  const ended = `SELECT id, license_id, hostname, machine_id, state, ended_at FROM machine
    WHERE state IN ('released', 'rebound', 'revoked')`
  const before = raw.prepare<[unknown], string>('SELECT state FROM machine WHERE id = ?').pluck()
  for (const row of present.prepare<[], Row>(ended).iterate()) {
    const state = before.get(row.id)
    if (state === undefined || state === row.state) continue
    const name = `${String(row.hostname ?? row.machine_id)}: ${String(row.state)}`
    carriedOver.push({
      kind: 'machine',
      id: String(row.id),
      name,
      at: numberIn(row.ended_at),
      optional: false,
    })
  }
}

function tellSubscriptions({ present, raw, presentDecides, carriedOver }: CarryOver): void {
  if (!presentDecides) return
  const then = rowsBy(raw, 'subscription', 'id')
  for (const row of rowsOf(present, 'subscription')) {
    const before = then.get(String(row.id))
    if (before === undefined || before.status === row.status) continue
    const name = `${String(row.reference ?? row.id)}: ${String(row.status)}`
    carriedOver.push({
      kind: 'subscription',
      id: String(row.id),
      name,
      at: numberIn(row.changed_at),
      optional: false,
    })
  }
}
