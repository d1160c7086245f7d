import type { Migration } from '../migrations.ts'

/** Filters of the list of licenses that somebody keeps under a name. */
export const savedViews: Migration = {
  name: '0004-saved-views',
  up: async tx => {
    await tx.schema
      .createTable('saved_view')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('user_id', 'text', c => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('filter', 'text', c => c.notNull())
      .addColumn('saved_at', 'bigint', c => c.notNull())
      .addUniqueConstraint('saved_view_once', ['user_id', 'name'])
      .execute()
  },
}
