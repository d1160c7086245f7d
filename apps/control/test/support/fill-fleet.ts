import { type RawBuilder, sql } from 'kysely'
import {
  type ControlDatabase,
  type ControlTransaction,
  openControlDatabase,
} from '../../src/store/database.ts'
import { seedFleet } from './seed-fleet.ts'

/** Where a fleet's database is. */
interface Place {
  url: string | null
  path: string
}

const day = 86_400
const rowsPerInsert = 50_000
const symbols = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Fills an empty database with licenses in force, each with a machine and a deployment, ten to a customer's name, ending day by
 * day over four hundred days: one row of each table as issuing writes it, and the database makes the others after its likeness.
 */
export async function fillFleet(licenses: number, place: Place, now: number): Promise<void> {
  const database = await openControlDatabase(place, now)
  if (database.kind === 'sqlite')
    await sql`PRAGMA cache_size = ${sql.lit(-512 * 1024)}`.execute(database.accounts)
  await seedFleet(database, { licenses: 1, now, deployed: true, license: () => firstLicense(now) })
  const tables = columnsOf(database.kind, now)
  for (let from = 1; from < licenses; from += rowsPerInsert) {
    const until = Math.min(licenses, from + rowsPerInsert)
    await database.transact(async tx => {
      for (const [table, columns] of Object.entries(tables)) await multiply(tx, table, columns, [from, until])
    })
    process.stderr.write(`  ${until.toLocaleString('en')} of ${licenses.toLocaleString('en')} licenses\n`)
  }
  await settle(database)
  await database.close()
}

/** Forgets every sweep of a fleet that nobody serves. */
export async function forgetSweeps(place: Place, now: number): Promise<void> {
  const database = await openControlDatabase(place, now)
  await database.transact(async tx => {
    for (const table of ['transition', 'swept_state', 'sweep'] as const) await tx.deleteFrom(table).execute()
  })
  await settle(database)
  await database.close()
}

/** Lets a database come to rest, as it does by itself some minutes after much was written. */
export async function settleFleet(place: Place, now: number): Promise<void> {
  const database = await openControlDatabase(place, now)
  await settle(database)
  await database.close()
}

/** The last four symbols of the short key of the license with this index (from 0). */
export function keyEndOf(index: number): string {
  return [15, 10, 5, 0].map(bits => symbols[(index >> bits) & 31]).join('')
}

/** The day on which the license with this index (from 0) ends. */
const endOf = (now: number, index: number): number => now + (1 + (index % 400)) * day

function firstLicense(now: number) {
  const keyEnd = keyEndOf(0)
  return {
    expires_at: endOf(now, 0),
    warns_at: endOf(now, 0) - 30 * day,
    tier: 'enterprise',
    key_hint: `ACME-…${keyEnd.toUpperCase()}`,
    key_search: keyEnd,
  }
}

/** What tells the rows of each table apart, in SQL over their index `i`; everything else they share with the first one. */
function columnsOf(
  kind: ControlDatabase['kind'],
  now: number,
): Record<string, Record<string, RawBuilder<unknown>>> {
  const hex = (digits: number, of = sql.raw('i')): RawBuilder<unknown> =>
    kind === 'sqlite'
      ? sql`printf(${sql.lit(`%0${digits}x`)}, ${of})`
      : sql`lpad(to_hex(${of}), ${sql.lit(digits)}, '0')`
  const id = (prefix: string): RawBuilder<unknown> => sql`${sql.lit(`${prefix}_`)} || ${hex(24)}`
  const symbol = (bits: number): RawBuilder<unknown> =>
    sql`substr(${sql.lit(symbols)}, ((i >> ${sql.lit(bits)}) & 31) + 1, 1)`
  const keyEnd = sql`${symbol(15)} || ${symbol(10)} || ${symbol(5)} || ${symbol(0)}`
  const customerId = sql`'cus_' || ${hex(24, sql.raw('(i % 10)'))}`
  const end = sql`${sql.lit(now)} + (1 + i % 400) * ${sql.lit(day)}`
  return {
    license: {
      id: id('lic'),
      number: sql`i + 1`,
      customer_id: customerId,
      customer_name: sql`'Customer ' || (i / 10)`,
      customer_search: sql`'customer ' || (i / 10)`,
      tier: sql`CASE i % 5 WHEN 0 THEN 'enterprise' ELSE 'professional' END`,
      expires_at: end,
      warns_at: sql`${end} - ${sql.lit(30 * day)}`,
      key_hint: sql`'ACME-…' || upper(${keyEnd})`,
      key_search: keyEnd,
      deployment_id: id('dep'),
    },
    license_product: { number: sql`i + 1` },
    machine: {
      id: id('mac'),
      license_id: id('lic'),
      machine_id: sql`'sha256:' || ${hex(64)}`,
      installation_id: sql`'ins_' || ${hex(32)}`,
      hostname: sql`'box-' || i`,
      first_at: sql`${sql.lit(now)} - (i % 400) * ${sql.lit(day)}`,
    },
    deployment: {
      id: id('dep'),
      name: sql`'Site ' || i`,
      search_name: sql`'site ' || i`,
      customer_id: customerId,
      license_id: id('lic'),
    },
  }
}

/** Writes the rows from one index until before another. */
async function multiply(
  tx: ControlTransaction,
  table: string,
  different: Record<string, RawBuilder<unknown>>,
  [from, until]: readonly [number, number],
): Promise<void> {
  const first = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)} LIMIT 1`.execute(tx)
  const columns = Object.keys(first.rows[0] ?? {})
  const values = columns.map(column => different[column] ?? sql.ref(`first.${column}`))
  await sql`
    INSERT INTO ${sql.table(table)} (${sql.join(columns.map(column => sql.ref(column)))})
    WITH RECURSIVE series(i) AS (
      SELECT ${sql.lit(from)} UNION ALL SELECT i + 1 FROM series WHERE i + 1 < ${sql.lit(until)}
    )
    SELECT ${sql.join(values)} FROM series CROSS JOIN (SELECT * FROM ${sql.table(table)} LIMIT 1) AS first
  `.execute(tx)
}

/** Counts anew, throws away what was deleted, and brings to the disk what is only in the log. */
async function settle({ kind, accounts }: ControlDatabase): Promise<void> {
  const deeds = kind === 'postgres' ? ['VACUUM (ANALYZE)', 'CHECKPOINT'] : ['PRAGMA wal_checkpoint(TRUNCATE)']
  for (const deed of deeds) await sql.raw(deed).execute(accounts)
}
