import type { createProduct, Product, updateProduct } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { findProduct, insertProduct, loadProducts, type ProductRow, saveProduct } from '../store/products.ts'

type Deps = Pick<ControlDeps, 'database' | 'clock'>

/** Every product by code. */
export async function listProducts({ database }: Deps): Promise<Product[]> {
  return (await loadProducts(database.db)).map(viewOf)
}

/** Takes in a product; audited. @throws {HttpError} PRODUCT_EXISTS */
export function addProduct(
  { database, clock }: Deps,
  actor: Actor,
  { code, name, description = '', features = [] }: z.infer<typeof createProduct>,
): Promise<Product> {
  const now = clock.now()
  return database.transact(async tx => {
    if (await findProduct(tx, code)) throw new HttpError('PRODUCT_EXISTS')
    const row = {
      code,
      name,
      description,
      features: JSON.stringify(features),
      archived: 0,
      created_at: now,
    }
    await insertProduct(tx, row)
    await appendAudit(tx, { actor, action: 'product.create', target: code, detail: { name }, at: now })
    return viewOf(row)
  })
}

/** Changes a product; licenses that name it stay as they are. Audited. @throws {HttpError} PRODUCT_NOT_FOUND */
export function changeProduct(
  { database, clock }: Deps,
  actor: Actor,
  code: string,
  { name, description, features, archived }: z.infer<typeof updateProduct>,
): Promise<Product> {
  return database.transact(async tx => {
    const before = await findProduct(tx, code)
    if (!before) throw new HttpError('PRODUCT_NOT_FOUND')
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(features === undefined ? {} : { features: JSON.stringify(features) }),
      ...(archived === undefined ? {} : { archived: Number(archived) }),
    }
    const fields = Object.keys(changes)
    if (fields.length === 0) return viewOf(before)
    await saveProduct(tx, code, changes)
    await appendAudit(tx, {
      actor,
      action: 'product.update',
      target: code,
      detail: { fields },
      at: clock.now(),
    })
    return viewOf({ ...before, ...changes })
  })
}

function viewOf({ code, name, description, features, archived, created_at }: ProductRow): Product {
  return {
    code,
    name,
    description,
    features: JSON.parse(features) as Product['features'],
    archived: archived === 1,
    createdAt: created_at,
  }
}
