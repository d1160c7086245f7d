import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import {
  answerErrors,
  answerUnrouted,
  HttpError,
  readJsonBodies,
  refuseInvalid,
  sealAnswers,
} from '../src/index.ts'

/** Everything that was logged by the application under test. */
export const logged: unknown[] = []

/** A small application with the shared middleware: `POST /echo {"name", "role"?}`, `GET /broken/:how`. */
export function createEchoApp() {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid })
  app.onError(answerErrors({ error: (...line: unknown[]) => void logged.push(line) }))
  app.notFound(answerUnrouted(app))
  app.use(sealAnswers({ tls: true }))
  app.use(readJsonBodies(new Set(['/raw'])))
  const body = z.strictObject({ name: z.string().max(2_000_000), role: z.enum(['admin', 'user']).optional() })
  app.openapi(
    createRoute({
      method: 'post',
      path: '/echo',
      request: { body: { required: true, content: { 'application/json': { schema: body } } } },
      responses: { 200: { description: 'what came' } },
    }),
    c => c.json(c.req.valid('json'), 200),
  )
  app.post('/unread/:id', c => c.json({ ok: true }))
  app.post('/raw', async c => c.json({ bytes: (await c.req.arrayBuffer()).byteLength }))
  app.get('/broken/:how', c => {
    const how = c.req.param('how')
    if (how === 'error') throw new Error('secret-of-the-cause')
    if (how === 'string') throw Object.assign(new Error('x'), { code: 'SQLITE_FULL' })
    if (how === 'busy') throw Object.assign(new Error('x'), { code: 'SQLITE_BUSY_SNAPSHOT' })
    if (how === 'refused') throw new HttpError('SEATS_EXHAUSTED', { body: { seats: { limit: 1, used: 1 } } })
    return Promise.reject(new TypeError('later'))
  })
  return app
}
