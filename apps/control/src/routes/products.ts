import { z } from '@hono/zod-openapi'
import { createProduct, product, productList, updateProduct } from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { addProduct, changeProduct, listProducts } from '../services/products.ts'

const tags = ['Products']

/** What licenses can name. */
export function addProductRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/products',
      tags,
      summary: 'The products, by code',
      responses: { 200: jsonAnswer(productList, 'The products.'), ...refusals(401, 403) },
    },
    async c => c.json({ products: await listProducts(deps) }, 200),
  )
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'post',
      path: '/v1/products',
      tags,
      summary: 'Take in a product',
      request: { body: jsonBody(createProduct) },
      responses: { 201: jsonAnswer(product, 'The product.'), ...refusals(400, 401, 403, 409) },
    },
    async c => c.json(await addProduct(deps, actorOf(c), c.req.valid('json')), 201),
  )
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'patch',
      path: '/v1/products/{code}',
      tags,
      summary: 'Change a product',
      request: { params: z.object({ code: z.string().min(1).max(64) }), body: jsonBody(updateProduct) },
      responses: { 200: jsonAnswer(product, 'The product.'), ...refusals(400, 401, 403, 404) },
    },
    async c => {
      const { code } = c.req.valid('param')
      return c.json(await changeProduct(deps, actorOf(c), code, c.req.valid('json')), 200)
    },
  )
}
