import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendAuditEntry, findSchemaFault, restoreDatabase, verifyAuditChain } from '../src/index.ts'
import { controlSteps } from '../src/store/control/migrations.ts'
import { hubSteps } from '../src/store/hub/migrations.ts'
import type { Product } from '../src/store/open-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'licet-import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

// Accounts came with the second step of a Hub; a backup from before that holds nothing to bring back.
const versions: [Product, number, string][] = [
  ...hubSteps.names.slice(1).map((name, index): [Product, number, string] => ['hub', index + 2, name]),
  ...controlSteps.names.map((name, index): [Product, number, string] => ['control', index + 1, name]),
]

test.each(versions)(
  'a backup of a %s from when it had %i steps, the last %s, comes back at today’s version',
  async (product, count) => {
    const { apply } = product === 'hub' ? hubSteps : controlSteps
    const [source, databasePath] = [join(folder, 'old.db'), join(folder, 'present.db')]
    const old = new Database(source)
    await apply(old, count, 100)
    old
      .prepare(
        `INSERT INTO "user" (id, name, email, role, enabled, created_at, updated_at) VALUES ('usr_1', 'Ada', 'ada@example.com', ?, 1, 5, 5)`,
      )
      .run(product === 'hub' ? 'admin' : 'super_admin')
    old.transaction(() => {
      const entry = {
        at: 1,
        actor: 'system',
        actorName: 'System',
        action: 'x',
        target: '',
        detail: {},
        address: '',
      }
      appendAuditEntry(old, entry)
    })()
    old.close()
    const actor = { id: 'system', name: 'licet restore', address: '' }
    await restoreDatabase({ product, source, databasePath, now: 200, actor })
    const raw = new Database(databasePath)
    expect(await findSchemaFault(raw, product)).toBeNull()
    expect(raw.prepare('SELECT name, created_at FROM "user"').get()).toEqual({ name: 'Ada', created_at: 5 })
    const times = raw.prepare('SELECT applied_at FROM migration ORDER BY name').pluck().all()
    expect(times.slice(0, count)).toEqual(Array(count).fill(100))
    expect(raw.prepare('SELECT max(sequence) FROM audit').pluck().get()).toBe(2)
    raw.close()
    expect((await verifyAuditChain(databasePath, undefined, product)).ok).toBe(true)
    expect(readdirSync(folder).toSorted()).toEqual(['old.db', 'present.db'])
  },
)

test('more rows than one turn takes arrive complete and in their order, and counters go on', async () => {
  const [source, databasePath] = [join(folder, 'many.db'), join(folder, 'present.db')]
  const many = new Database(source)
  await hubSteps.apply(many, hubSteps.names.length, 100)
  many.exec(`WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 12000)
    INSERT INTO seat_peak (day, used, closing) SELECT x - 6000, x, 0 FROM n;
    INSERT INTO artifact (position, kind, text, loaded_at, loaded_by) VALUES (41, 'keyset', x'01', 1, 'x');
    DELETE FROM artifact`)
  many.close()
  const actor = { id: 'system', name: 'licet restore', address: '' }
  await restoreDatabase({ source, databasePath, now: 200, actor })
  const raw = new Database(databasePath)
  const peaks = raw
    .prepare('SELECT count(*) AS rows, min(day) AS first, max(used) AS last FROM seat_peak')
    .get()
  expect(peaks).toEqual({ rows: 12_000, first: -5999, last: 12_000 })
  raw.exec("INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES ('keyset', x'02', 1, 'x')")
  expect(raw.prepare('SELECT position FROM artifact').pluck().all()).toEqual([42])
  raw.close()
})
