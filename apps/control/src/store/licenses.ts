import { type Policy, type PolicyPreset, parsePolicy, policyClaim } from '@licet/license'
import type { Insertable, Selectable } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
import type { LicenseTable } from './licensing-tables.ts'

/** What a license may switch on or limit, by name. */
export type Features = Readonly<Record<string, boolean | number | string>>

/** One license as it is stored. Times in epoch seconds. */
export interface StoredLicense {
  id: string
  number: number
  customerId: string
  customerName: string
  status: 'in_force' | 'suspended' | 'revoked'
  statusReason: string
  statusAt: number
  suspendedBy: string | null
  revision: number
  tier: string
  seats: number
  products: readonly string[]
  features: Features
  policy: Policy
  preset: PolicyPreset | null
  policyId: string | null
  warnDays: number
  audience: readonly string[]
  note: string
  termMonths: number | null
  issuedAt: number
  revisedAt: number
  startsAt: number | null
  expiresAt: number | null
  token: string | null
  kid: string | null
  keyHash: string | null
  keyHint: string | null
  deploymentId: string | null
  machines: number
  message: string | null
  /** The first revision whose signed text proves a right to activate. */
  proofRevision: number
}

const secondsPerDay = 86_400

/** Loads a license by its id. */
export async function findLicense(database: Queryable, id: string): Promise<StoredLicense | null> {
  const row = await database.selectFrom('license').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toLicense(row)
}

/** Loads the license that a short key opens. @param keyHash - SHA-256 of the key, hex. */
export async function findLicenseByKey(database: Queryable, keyHash: string): Promise<StoredLicense | null> {
  const row = await database
    .selectFrom('license')
    .selectAll()
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
  return row === undefined ? null : toLicense(row)
}

/** The license that a customer was issued last, of those in force that have not ended; null where there is none. */
export async function findLatestInForce(
  database: Queryable,
  customerId: string,
  now: number,
): Promise<StoredLicense | null> {
  const row = await database
    .selectFrom('license')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('status', '=', 'in_force')
    .where(eb => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toLicense(row)
}

/** Loads several licenses at once, by id. */
export async function findLicenses(
  database: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredLicense>> {
  if (ids.length === 0) return new Map()
  const rows = await database.selectFrom('license').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, toLicense(row)]))
}

/** The number of the license issued last; 0 where there is none. As none is ever deleted, it also counts them. */
export async function lastLicenseNumber(database: Queryable): Promise<number> {
  const row = await database
    .selectFrom('license')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}

/** Stores a license under the next number. */
export async function insertLicense(
  tx: ControlTransaction,
  license: Omit<StoredLicense, 'number'>,
): Promise<StoredLicense> {
  const numbered = { ...license, number: (await lastLicenseNumber(tx)) + 1 }
  await tx.insertInto('license').values(toRow(numbered)).execute()
  await writeProducts(tx, numbered)
  return numbered
}

/** Writes a license back as it stands now. */
export async function saveLicense(
  tx: ControlTransaction,
  before: StoredLicense,
  after: StoredLicense,
): Promise<void> {
  const { id, number: _, ...row } = toRow(after)
  await tx.updateTable('license').set(row).where('id', '=', id).execute()
  if (before.products.join() === after.products.join()) return
  await tx.deleteFrom('license_product').where('number', '=', after.number).execute()
  await writeProducts(tx, after)
}

/** Notes how many machines live on a license. */
export async function setLicenseMachines(
  tx: ControlTransaction,
  id: string,
  machines: number,
): Promise<void> {
  await tx.updateTable('license').set({ machines }).where('id', '=', id).execute()
}

async function writeProducts(tx: ControlTransaction, { number, products }: StoredLicense): Promise<void> {
  await tx
    .insertInto('license_product')
    .values(products.map(product => ({ product, number })))
    .execute()
}

/** Turns columns into a license. */
export function toLicense(row: Selectable<LicenseTable>): StoredLicense {
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    customerName: row.customer_name,
    status: row.status as StoredLicense['status'],
    statusReason: row.status_reason,
    statusAt: row.status_at,
    suspendedBy: row.suspended_by,
    revision: row.revision,
    tier: row.tier,
    seats: row.seats,
    products: JSON.parse(row.products) as string[],
    features: JSON.parse(row.features) as Features,
    policy: parsePolicy(JSON.parse(row.policy)),
    preset: row.preset as PolicyPreset | null,
    policyId: row.policy_id,
    warnDays: row.warn_days,
    audience: JSON.parse(row.audience) as string[],
    note: row.note,
    termMonths: row.term_months,
    issuedAt: row.issued_at,
    revisedAt: row.revised_at,
    startsAt: row.starts_at,
    expiresAt: row.expires_at,
    token: row.token,
    kid: row.kid,
    keyHash: row.key_hash,
    keyHint: row.key_hint,
    deploymentId: row.deployment_id,
    machines: row.machines,
    message: row.message,
    proofRevision: row.proof_revision,
  }
}

function toRow(license: StoredLicense): Insertable<LicenseTable> {
  const { policy, expiresAt, keyHint } = license
  return {
    id: license.id,
    number: license.number,
    customer_id: license.customerId,
    customer_name: license.customerName,
    customer_search: license.customerName.toLowerCase(),
    status: license.status,
    status_reason: license.statusReason,
    status_at: license.statusAt,
    suspended_by: license.suspendedBy,
    revision: license.revision,
    tier: license.tier,
    seats: license.seats,
    products: JSON.stringify(license.products),
    features: JSON.stringify(license.features),
    policy: JSON.stringify(policyClaim(policy)),
    preset: license.preset,
    policy_id: license.policyId,
    bound: policy.binding === 'machine' ? 1 : 0,
    locks: policy.enforcement === 'locked' ? 1 : 0,
    heartbeat_seconds: policy.heartbeatSeconds,
    warn_days: license.warnDays,
    audience: JSON.stringify(license.audience),
    note: license.note,
    term_months: license.termMonths,
    issued_at: license.issuedAt,
    revised_at: license.revisedAt,
    starts_at: license.startsAt,
    expires_at: expiresAt,
    warns_at: expiresAt === null ? null : expiresAt - license.warnDays * secondsPerDay,
    token: license.token,
    kid: license.kid,
    key_hash: license.keyHash,
    key_hint: keyHint,
    key_search: keyHint === null ? null : keyHint.slice(-4).toLowerCase(),
    deployment_id: license.deploymentId,
    machines: license.machines,
    message: license.message,
    proof_revision: license.proofRevision,
  }
}
