import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from '../migrations.ts'

/** Staff with their sessions and second factors, API tokens, the audit chain, settings, signing keys, limits. */
export const accounts: Migration = {
  name: '0001-accounts',
  up: async tx => {
    await createStaff(tx)
    await createSecondFactors(tx)
    await createRecords(tx)
    await createKeys(tx)
  },
}

async function createStaff(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('user')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('email', 'text', c => c.notNull().unique())
    .addColumn('email_verified', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('image', 'text')
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('updated_at', 'bigint', c => c.notNull())
    .addColumn('two_factor_enabled', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('role', 'text', c =>
      c.notNull().check(sql`role IN ('onboarding', 'support', 'super_admin', 'auditor')`),
    )
    .addColumn('enabled', 'integer', c => c.notNull().defaultTo(1).check(sql`enabled IN (0, 1)`))
    .addColumn('language', 'text')
    .addColumn('theme', 'text', c => c.notNull().defaultTo('auto'))
    .addColumn('last_seen_at', 'bigint')
    .execute()
  await tx.schema
    .createTable('session')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('token', 'text', c => c.notNull().unique())
    .$call(ownedByUser)
    .addColumn('expires_at', 'bigint', c => c.notNull())
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('updated_at', 'bigint', c => c.notNull())
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text')
    .execute()
  await tx.schema.createIndex('session_user').on('session').column('user_id').execute()
  await tx.schema
    .createTable('account')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('account_id', 'text', c => c.notNull())
    .addColumn('provider_id', 'text', c => c.notNull())
    .$call(ownedByUser)
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', 'bigint')
    .addColumn('refresh_token_expires_at', 'bigint')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('updated_at', 'bigint', c => c.notNull())
    .addUniqueConstraint('account_of_provider', ['provider_id', 'account_id'])
    .execute()
  await tx.schema.createIndex('account_user').on('account').column('user_id').execute()
}

async function createSecondFactors(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('verification')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('identifier', 'text', c => c.notNull())
    .addColumn('value', 'text', c => c.notNull())
    .addColumn('expires_at', 'bigint', c => c.notNull())
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('updated_at', 'bigint', c => c.notNull())
    .execute()
  await tx.schema.createIndex('verification_identifier').on('verification').column('identifier').execute()
  await tx.schema
    .createTable('two_factor')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('secret', 'text', c => c.notNull())
    .addColumn('backup_codes', 'text', c => c.notNull())
    .$call(ownedByUser)
    .addColumn('verified', 'integer', c => c.notNull().defaultTo(1))
    .addColumn('failed_verification_count', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('locked_until', 'bigint')
    .execute()
  await tx.schema.createIndex('two_factor_user').on('two_factor').column('user_id').execute()
  await tx.schema
    .createTable('used_code')
    .$call(ownedByUser)
    .addColumn('code', 'text', c => c.notNull())
    .addColumn('used_at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('used_code_once', ['user_id', 'code'])
    .execute()
}

async function createRecords(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('audit')
    .addColumn('sequence', 'bigint', c => c.primaryKey())
    .addColumn('id', 'text', c => c.notNull().unique())
    .addColumn('at', 'bigint', c => c.notNull())
    .addColumn('actor', 'text', c => c.notNull())
    .addColumn('actor_name', 'text', c => c.notNull())
    .addColumn('action', 'text', c => c.notNull())
    .addColumn('target', 'text', c => c.notNull())
    .addColumn('detail', 'text', c => c.notNull())
    .addColumn('address', 'text', c => c.notNull())
    .addColumn('previous', 'text', c => c.notNull())
    .addColumn('hash', 'text', c => c.notNull())
    .execute()
  await tx.schema.createIndex('audit_at').on('audit').column('at').execute()
  await tx.schema.createIndex('audit_target').on('audit').columns(['target', 'sequence']).execute()
  await tx.schema.createTable('setting').$call(named).execute()
  await tx.schema
    .createTable('idempotency')
    .addColumn('actor', 'text', c => c.notNull())
    .addColumn('key', 'text', c => c.notNull())
    .addColumn('request', 'text', c => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('body', 'text')
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('idempotency_once', ['actor', 'key'])
    .execute()
  await tx.schema.createIndex('idempotency_age').on('idempotency').column('created_at').execute()
  await tx.schema
    .createTable('rate_limit')
    .addColumn('subject', 'text', c => c.primaryKey())
    .addColumn('attempts', 'integer', c => c.notNull())
    .addColumn('started_at', 'bigint', c => c.notNull())
    .execute()
  await tx.schema.createIndex('rate_limit_age').on('rate_limit').column('started_at').execute()
}

async function createKeys(tx: Kysely<unknown>): Promise<void> {
  await tx.schema.createTable('secret').$call(named).execute()
  await tx.schema
    .createTable('api_token')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('scopes', 'text', c => c.notNull())
    .addColumn('prefix', 'text', c => c.notNull())
    .addColumn('hash', 'text', c => c.notNull().unique())
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('created_by', 'text', c => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('last_used_from', 'text')
    .execute()
  await tx.schema
    .createTable('signing_key')
    .addColumn('kid', 'text', c => c.primaryKey())
    .addColumn('alg', 'text', c => c.notNull())
    .addColumn('use', 'text', c => c.notNull().check(sql`"use" IN ('license', 'activation')`))
    .addColumn('status', 'text', c =>
      c.notNull().check(sql`status IN ('next', 'active', 'retired', 'compromised')`),
    )
    .addColumn('jwk', 'text', c => c.notNull())
    .addColumn('envelope', 'text', c => c.notNull())
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('created_by', 'text', c => c.notNull())
    .addColumn('activated_at', 'bigint')
    .addColumn('retired_at', 'bigint')
    .execute()
  await tx.schema
    .createTable('keyset')
    .addColumn('sequence', 'bigint', c => c.primaryKey())
    .addColumn('text', 'text', c => c.notNull())
    .addColumn('stored_at', 'bigint', c => c.notNull())
    .addColumn('stored_by', 'text', c => c.notNull())
    .execute()
}

function ownedByUser<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table.addColumn('user_id', 'text', c => c.notNull().references('user.id').onDelete('cascade'))
}

function named<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table.addColumn('name', 'text', c => c.primaryKey()).addColumn('value', 'text', c => c.notNull())
}
