import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migrations.ts'
import { searchedText } from '../searched-text.ts'

/** Licenses with their revisions, the machines that live on them, what those asked, and what was revoked. */
export const licensing: Migration = {
  name: '0002-licensing',
  up: async tx => {
    await createLicenses(tx)
    await indexLicenses(tx)
    await createRevisions(tx)
    await createMachines(tx)
    await createHeartbeats(tx)
    await createRevocations(tx)
  },
}

async function createLicenses(tx: Kysely<unknown>): Promise<void> {
  const searched = searchedText(tx)
  await tx.schema
    .createTable('license')
    .addColumn('id', searched, c => c.primaryKey())
    .addColumn('number', 'bigint', c => c.notNull().unique())
    .addColumn('customer_id', 'text', c => c.notNull())
    .addColumn('customer_name', 'text', c => c.notNull())
    .addColumn('customer_search', searched, c => c.notNull())
    .addColumn('status', 'text', c => c.notNull().check(sql`status IN ('in_force', 'suspended', 'revoked')`))
    .addColumn('status_reason', 'text', c => c.notNull())
    .addColumn('status_at', 'bigint', c => c.notNull())
    .addColumn('suspended_by', 'text')
    .addColumn('revision', 'integer', c => c.notNull().check(sql`revision >= 1`))
    .addColumn('tier', 'text', c => c.notNull())
    .addColumn('seats', 'integer', c => c.notNull())
    .addColumn('products', 'text', c => c.notNull())
    .addColumn('features', 'text', c => c.notNull())
    .addColumn('policy', 'text', c => c.notNull())
    .addColumn('preset', 'text')
    .addColumn('policy_id', 'text')
    .addColumn('bound', 'integer', c => c.notNull().check(sql`bound IN (0, 1)`))
    .addColumn('locks', 'integer', c => c.notNull().check(sql`locks IN (0, 1)`))
    .addColumn('heartbeat_seconds', 'bigint')
    .addColumn('warn_days', 'integer', c => c.notNull())
    .addColumn('audience', 'text', c => c.notNull())
    .addColumn('note', 'text', c => c.notNull())
    .addColumn('term_months', 'integer')
    .addColumn('issued_at', 'bigint', c => c.notNull())
    .addColumn('revised_at', 'bigint', c => c.notNull())
    .addColumn('starts_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('warns_at', 'bigint')
    .addColumn('token', 'text')
    .addColumn('kid', 'text')
    .addColumn('key_hash', 'text', c => c.unique())
    .addColumn('key_hint', 'text')
    .addColumn('key_search', searched)
    .addColumn('deployment_id', 'text')
    .addColumn('machines', 'integer', c => c.notNull())
    .addColumn('message', 'text')
    .execute()
}

/** Every filter of the list in the order in which its pages are read. */
async function indexLicenses(tx: Kysely<unknown>): Promise<void> {
  const lists = {
    license_customer: ['customer_id', 'number'],
    license_customer_search: ['customer_search', 'number'],
    license_status: ['status', 'number'],
    license_status_expiry: ['status', 'expires_at', 'number'],
    license_expiry: ['expires_at', 'number'],
    license_start: ['starts_at', 'number'],
    license_warn: ['warn_days'],
    license_tier: ['tier', 'number'],
    license_kid: ['kid', 'number'],
    license_key_search: ['key_search', 'number'],
    license_deployment: ['deployment_id', 'number'],
  }
  for (const [name, columns] of Object.entries(lists))
    await tx.schema.createIndex(name).on('license').columns(columns).execute()
}

async function createRevisions(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('license_revision')
    .addColumn('license_id', searchedText(tx), c => c.notNull())
    .addColumn('revision', 'integer', c => c.notNull())
    .addColumn('issued_at', 'bigint', c => c.notNull())
    .addColumn('starts_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('tier', 'text', c => c.notNull())
    .addColumn('seats', 'integer', c => c.notNull())
    .addColumn('products', 'text', c => c.notNull())
    .addColumn('reason', 'text', c => c.notNull())
    .addColumn('actor_name', 'text', c => c.notNull())
    .addColumn('token', 'text')
    .addColumn('kid', 'text')
    .addPrimaryKeyConstraint('license_revision_once', ['license_id', 'revision'])
    .execute()
  await tx.schema
    .createTable('license_product')
    .addColumn('product', 'text', c => c.notNull())
    .addColumn('number', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('license_product_once', ['product', 'number'])
    .execute()
  await tx.schema.createIndex('license_product_of').on('license_product').column('number').execute()
}

async function createMachines(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('machine')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('license_id', searchedText(tx), c => c.notNull())
    .addColumn('machine_id', 'text', c => c.notNull())
    .addColumn('installation_id', 'text')
    .addColumn('former_installation_id', 'text')
    .addColumn('fingerprint', 'text', c => c.notNull())
    .addColumn('hostname', 'text')
    .addColumn('product_version', 'text')
    .addColumn('state', 'text', c =>
      c.notNull().check(sql`state IN ('active', 'flagged', 'released', 'rebound', 'revoked')`),
    )
    .addColumn('copy_of', 'text')
    .addColumn('first_at', 'bigint', c => c.notNull())
    .addColumn('last_seen_at', 'bigint', c => c.notNull())
    .addColumn('lease_ends_at', 'bigint')
    .addColumn('flagged_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('refused_at', 'bigint')
    .addColumn('counter', 'bigint', c => c.notNull())
    .addColumn('chain_open', 'integer', c => c.notNull().check(sql`chain_open IN (0, 1)`))
    .addColumn('answer_id', 'text')
    .addColumn('former_answer_id', 'text')
    .addColumn('answer_request', 'text')
    .addColumn('answer_request_ends_at', 'bigint')
    .addColumn('answer_token', 'text')
    .addColumn('answer_directive', 'text', c => c.notNull())
    .addColumn('sent_revision', 'integer', c => c.notNull())
    .addColumn('known_revision', 'integer', c => c.notNull())
    .addColumn('sent_keyset', 'bigint', c => c.notNull())
    .addColumn('known_keyset', 'bigint', c => c.notNull())
    .addColumn('sent_revocations', 'bigint', c => c.notNull())
    .addColumn('known_revocations', 'bigint', c => c.notNull())
    .execute()
  const lists = {
    machine_license: ['license_id', 'last_seen_at'],
    machine_installation: ['installation_id', 'license_id'],
    machine_same: ['license_id', 'machine_id'],
    machine_first: ['first_at', 'id'],
    machine_flagged: ['flagged_at'],
    machine_copy: ['copy_of'],
  }
  for (const [name, columns] of Object.entries(lists))
    await tx.schema.createIndex(name).on('machine').columns(columns).execute()
}

async function createHeartbeats(tx: Kysely<unknown>): Promise<void> {
  const searched = searchedText(tx)
  await tx.schema
    .createTable('heartbeat')
    .addColumn('id', searched, c => c.primaryKey())
    .addColumn('at', 'bigint', c => c.notNull())
    .addColumn('license_id', searched, c => c.notNull())
    .addColumn('machine_row', 'text')
    .addColumn('installation_id', 'text', c => c.notNull())
    .addColumn('hostname', 'text')
    .addColumn('product_version', 'text')
    .addColumn('skew_seconds', 'bigint')
    .addColumn('request_id', 'text')
    .addColumn('counter', 'bigint', c => c.notNull())
    .addColumn('outcome', 'text', c => c.notNull())
    .addColumn('directives', 'text', c => c.notNull())
    .addColumn('address', 'text', c => c.notNull())
    .execute()
  await tx.schema.createIndex('heartbeat_license').on('heartbeat').columns(['license_id', 'id']).execute()
  await tx.schema.createIndex('heartbeat_request').on('heartbeat').column('request_id').execute()
  await tx.schema
    .createTable('offline_answer')
    .addColumn('id', searched, c => c.primaryKey())
    .addColumn('at', 'bigint', c => c.notNull())
    .addColumn('license_id', searched, c => c.notNull())
    .addColumn('machine_row', 'text', c => c.notNull())
    .addColumn('installation_id', 'text')
    .addColumn('kind', 'text', c => c.notNull().check(sql`kind IN ('request', 'release', 'machine_uid')`))
    .addColumn('via', 'text', c => c.notNull().check(sql`via IN ('desk', 'page')`))
    .addColumn('actor_name', 'text', c => c.notNull())
    .execute()
}

async function createRevocations(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('revocation')
    .addColumn('license_id', searchedText(tx), c => c.primaryKey())
    .addColumn('revoked_at', 'bigint', c => c.notNull())
    .addColumn('expires_at', 'bigint')
    .execute()
  await tx.schema
    .createIndex('revocation_at')
    .on('revocation')
    .columns(['revoked_at', 'license_id'])
    .execute()
  await tx.schema
    .createTable('revocation_list')
    .addColumn('sequence', 'bigint', c => c.primaryKey())
    .addColumn('issued_at', 'bigint', c => c.notNull())
    .addColumn('text', 'text', c => c.notNull())
    .addColumn('kid', 'text', c => c.notNull())
    .addColumn('count', 'integer', c => c.notNull())
    .addColumn('digest', 'text', c => c.notNull())
    .execute()
}
