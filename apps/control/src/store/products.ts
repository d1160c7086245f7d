import type { Insertable, Selectable, Updateable } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
import type { ProductTable } from './fleet-tables.ts'

/** A product as it is stored. */
export type ProductRow = Selectable<ProductTable>

/** Every product by code. */
export function loadProducts(database: Queryable): Promise<ProductRow[]> {
  return database.selectFrom('product').selectAll().orderBy('code').execute()
}

/** A product by code. */
export function findProduct(database: Queryable, code: string): Promise<ProductRow | undefined> {
  return database.selectFrom('product').selectAll().where('code', '=', code).executeTakeFirst()
}

/** Stores a new product. */
export async function insertProduct(tx: ControlTransaction, row: Insertable<ProductTable>): Promise<void> {
  await tx.insertInto('product').values(row).execute()
}

/** Changes a product. */
export async function saveProduct(
  tx: ControlTransaction,
  code: string,
  changes: Updateable<ProductTable>,
): Promise<void> {
  await tx.updateTable('product').set(changes).where('code', '=', code).execute()
}
