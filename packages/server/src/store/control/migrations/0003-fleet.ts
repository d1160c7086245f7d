import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migrations.ts'
import { searchedText } from '../searched-text.ts'

/** Customers, products, policies, deployments, subscriptions, and what the sweep has seen. */
export const fleet: Migration = {
  name: '0003-fleet',
  up: async tx => {
    await createCatalogue(tx)
    await createDeployments(tx)
    await createSubscriptions(tx)
    await createSweeps(tx)
    await indexFleet(tx)
  },
}

async function createCatalogue(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('customer')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('search_name', 'text', c => c.notNull())
    .addColumn('reference', 'text', c => c.unique())
    .addColumn('email', 'text')
    .addColumn('note', 'text', c => c.notNull().defaultTo(''))
    .addColumn('created_at', 'bigint', c => c.notNull())
    .execute()
  await tx.schema.createIndex('customer_name').on('customer').columns(['search_name', 'id']).execute()
  await tx.schema
    .createTable('product')
    .addColumn('code', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('description', 'text', c => c.notNull())
    .addColumn('features', 'text', c => c.notNull())
    .addColumn('archived', 'integer', c => c.notNull().check(sql`archived IN (0, 1)`))
    .addColumn('created_at', 'bigint', c => c.notNull())
    .execute()
  await tx.schema
    .createTable('policy')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull().unique())
    .addColumn('description', 'text', c => c.notNull())
    .addColumn('rules', 'text', c => c.notNull())
    .addColumn('based_on', 'text')
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('created_by', 'text', c => c.notNull())
    .execute()
}

async function createDeployments(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('deployment')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('search_name', 'text', c => c.notNull())
    .addColumn('customer_id', 'text', c => c.notNull().references('customer.id'))
    .addColumn('license_id', searchedText(tx))
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addUniqueConstraint('deployment_once', ['customer_id', 'name'])
    .execute()
  await tx.schema.createIndex('deployment_license').on('deployment').column('license_id').execute()
  await tx.schema.createIndex('deployment_name').on('deployment').columns(['search_name', 'id']).execute()
}

async function createSubscriptions(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('subscription')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('customer_id', 'text', c => c.notNull().references('customer.id'))
    .addColumn('reference', 'text', c => c.unique())
    .addColumn('status', 'text', c => c.notNull().check(sql`status IN ('active', 'past_due', 'canceled')`))
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('changed_at', 'bigint', c => c.notNull())
    .execute()
  await tx.schema.createIndex('subscription_customer').on('subscription').column('customer_id').execute()
  await tx.schema
    .createIndex('subscription_status')
    .on('subscription')
    .columns(['status', 'changed_at'])
    .execute()
  await tx.schema
    .createTable('subscription_license')
    .addColumn('subscription_id', 'text', c => c.notNull().references('subscription.id'))
    .addColumn('license_id', searchedText(tx), c => c.notNull())
    .addPrimaryKeyConstraint('subscription_license_once', ['subscription_id', 'license_id'])
    .execute()
  await tx.schema
    .createIndex('subscription_license_license')
    .on('subscription_license')
    .column('license_id')
    .execute()
}

async function createSweeps(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('sweep')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('started_at', 'bigint', c => c.notNull())
    .addColumn('actor_name', 'text', c => c.notNull())
    .addColumn('phase', 'text', c => c.notNull())
    .addColumn('position', 'text', c => c.notNull())
    .addColumn('scanned', 'bigint', c => c.notNull())
    .addColumn('applied', 'bigint', c => c.notNull())
    .addColumn('finished_at', 'bigint')
    .execute()
  await tx.schema.createIndex('sweep_unfinished').on('sweep').columns(['finished_at', 'started_at']).execute()
  await tx.schema.createIndex('sweep_started').on('sweep').columns(['started_at', 'id']).execute()
  await tx.schema
    .createTable('swept_state')
    .addColumn('kind', 'text', c => c.notNull())
    .addColumn('id', searchedText(tx), c => c.notNull())
    .addColumn('state', 'text', c => c.notNull())
    .addColumn('since', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('swept_state_once', ['kind', 'id'])
    .execute()
  await tx.schema
    .createTable('transition')
    .addColumn('sweep_id', 'text', c => c.notNull().references('sweep.id'))
    .addColumn('kind', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text', c => c.notNull())
    .addColumn('at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('transition_once', ['kind', 'id', 'sweep_id'])
    .execute()
}

/** What the overview counts licenses by, without opening their rows. */
async function indexFleet(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createIndex('license_overview')
    .on('license')
    .columns(['status', 'expires_at', 'starts_at', 'warns_at', 'seats'])
    .execute()
}
