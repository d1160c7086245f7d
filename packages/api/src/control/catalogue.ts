import { z } from 'zod'
import { displayName, freeText } from '../display-name.ts'
import { epochSeconds, pageQuery } from '../shapes.ts'
import { policyPreset, policyRules } from './license-terms.ts'

const customerName = displayName(200)
/** A customer who may be new, by its name or with a reference of one's own beside it. */
export const namedCustomer = z.union([
  z.strictObject({ name: customerName, reference: customerName.optional() }),
  customerName.transform(name => ({ name })),
])

const productCode = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)
/** Whoever buys licenses. `reference` is what the vendor's own books call them; null: none. */
export const customer = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  email: z.string().nullable(),
  note: z.string(),
  createdAt: epochSeconds,
  licenses: z.int(),
  deployments: z.int(),
})
export type Customer = z.infer<typeof customer>
export const customersQuery = pageQuery.extend({ q: z.string().max(200).optional() })
export const customersPage = z.object({
  customers: z.array(customer),
  total: z.int(),
  next: z.string().nullable(),
})
export const createCustomer = z.strictObject({
  name: displayName(200),
  reference: displayName(200).optional(),
  email: z.email().max(254).optional(),
  note: freeText(2000).optional(),
})
export const updateCustomer = z.strictObject({
  name: displayName(200).optional(),
  reference: displayName(200).nullable().optional(),
  email: z.email().max(254).nullable().optional(),
  note: freeText(2000).optional(),
})

/** A product that licenses can name, and the features it knows. */
export const product = z.object({
  code: productCode,
  name: z.string(),
  description: z.string(),
  features: z.array(z.object({ name: z.string(), description: z.string() })),
  /** An archived product is no longer offered; licenses that name it stay as they are. */
  archived: z.boolean(),
  createdAt: epochSeconds,
})
export type Product = z.infer<typeof product>
export const productList = z.object({ products: z.array(product) })
const productFeatures = z
  .array(z.strictObject({ name: productCode, description: freeText(500).default('') }))
  .max(64)
export const createProduct = z.strictObject({
  code: productCode,
  name: displayName(200),
  description: freeText(2000).optional(),
  features: productFeatures.optional(),
})
export const updateProduct = z.strictObject({
  name: displayName(200).optional(),
  description: freeText(2000).optional(),
  features: productFeatures.optional(),
  archived: z.boolean().optional(),
})

/** A named set of rules to issue by. The five presets (`preset` set) are always there and cannot be changed. */
export const policy = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  preset: policyPreset.nullable(),
  rules: policyRules,
  /** Set when the term is counted in calendar months from the first activation. */
  timed: z.boolean(),
  createdAt: epochSeconds.nullable(),
  createdBy: z.string().nullable(),
})
export type PolicyEntry = z.infer<typeof policy>
export const policyList = z.object({ policies: z.array(policy) })
/** Rules left out are taken from `basedOn`, or else from the air-gapped preset. */
export const createPolicy = z.strictObject({
  name: displayName(100),
  description: freeText(2000).optional(),
  basedOn: policyPreset.optional(),
  rules: policyRules,
})
