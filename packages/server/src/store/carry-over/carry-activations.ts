import { claimsIn } from './carry-artifacts.ts'
import type { CarryOver } from './create-carry-over.ts'
import { numberIn, put, type Row, replaceTable, rowsBy, rowsOf } from './rows.ts'

const tables = [
  'activation',
  'activation_request',
  'activation_chain',
  'activation_secret',
  'control_contact',
]

/**
 * Keeps what the activation server and this installation have said to each other: the newest signed activation, verdicts, what
 * was released, the counter that the next request goes on from, and the requests that wait. Of another line each license is
 * taken from the side that has counted further.
 */
export function carryActivations(carry: CarryOver): void {
  const { present, raw, logs } = carry
  tellActivations(carry)
  if (logs.relation === 'part' || logs.relation === 'branch' || logs.relation === 'unknown') {
    for (const table of tables) replaceTable(present, raw, table)
    return
  }
  const [here, there] = [present, raw].map(database => rowsBy(database, 'activation_chain', 'license')) as [
    Map<string, Row>,
    Map<string, Row>,
  ]
  for (const [license, chain] of here) {
    const theirs = there.get(license)
    if (theirs !== undefined && Number(theirs.counter) > Number(chain.counter)) continue
    put(raw, 'activation_chain', chain)
    for (const table of ['activation', 'activation_secret', 'activation_request']) {
      raw.prepare(`DELETE FROM "${table}" WHERE license = ?`).run(license)
      const own = present.prepare<[string], Row>(`SELECT * FROM "${table}" WHERE license = ?`).all(license)
      for (const row of own) put(raw, table, row, 'position')
    }
  }
}

function tellActivations({ present, raw, carriedOver }: CarryOver): void {
  const [here, there] = [present, raw].map(newestByLicense) as [Map<string, Row>, Map<string, Row>]
  for (const [license, row] of here) {
    const before = there.get(license)
    const text = (one: Row | undefined) => (one === undefined ? null : Buffer.from(one.token as Buffer))
    if (text(before)?.equals(text(row) as Buffer)) continue
    const directive = directiveOf(row)
    const isVerdict = directive !== 'none' && directiveOf(before) !== directive
    const name = isVerdict ? directive : license
    const at = numberIn(row.stored_at)
    carriedOver.push({ kind: isVerdict ? 'verdict' : 'activation', id: license, name, at, optional: false })
  }
  const released = rowsBy(raw, 'activation_chain', 'license')
  for (const { license, released: id, released_at: at } of rowsOf(present, 'activation_chain')) {
    if (id === null || released.get(String(license))?.released === id) continue
    carriedOver.push({
      kind: 'release',
      id: String(license),
      name: String(license),
      at: numberIn(at),
      optional: false,
    })
  }
}

function newestByLicense(raw: CarryOver['raw']): Map<string, Row> {
  const rows = raw.prepare<[], Row>('SELECT * FROM activation WHERE ended_at IS NULL ORDER BY position').all()
  return new Map(rows.map(row => [String(row.license), row]))
}

function directiveOf(row: Row | undefined): string {
  const { directive } = row === undefined ? { directive: null } : claimsIn(row.token)
  return typeof directive === 'string' ? directive : 'none'
}
