import { afterwards, HttpError } from '@licet/server'
import { Hono } from 'hono'
import type { H, RouterRoute } from 'hono/types'
import { expect, test } from 'vitest'
import { joinHandlers } from '../src/routing/join-handlers.ts'
import { RememberingRouter } from '../src/routing/remembering-router.ts'

/** An application whose outermost stage writes down what it saw. */
function watched() {
  const seen: number[] = []
  const answerFault = (fault: Error) =>
    new Response(fault.message, { status: fault instanceof HttpError ? fault.status : 500 })
  const router = new RememberingRouter<[H, RouterRoute]>(found => {
    const [, route] = found.at(-1) as [H, RouterRoute]
    const stages = found.map(([handler]) => handler)
    return [joinHandlers(stages, answerFault), route]
  })
  const app = new Hono({ router })
  app.onError(answerFault)
  app.use((c, next) => afterwards(next(), () => void seen.push(c.res.status)))
  app.use((c, next) => (c.req.query('stop') ? Promise.resolve(c.text('stopped', 418)) : next()))
  app.get('/now', c => c.text('now'))
  app.get('/later', async c => c.text(await Promise.resolve('later')))
  app.get('/refused', () => {
    throw new HttpError('FORBIDDEN')
  })
  app.get('/rejected', () => Promise.reject(new HttpError('FORBIDDEN')))
  app.get('/broken', () => {
    throw new TypeError('broken')
  })
  app.get('/named/:name', c => c.text(c.req.param('name')))
  return { app, seen }
}

// Twice each: the second time the way is remembered.
test.each([
  ['/later', 200, 'later'],
  ['/later?stop=1', 418, 'stopped'],
  ['/refused', 403, new HttpError('FORBIDDEN').message],
  ['/rejected', 403, new HttpError('FORBIDDEN').message],
  ['/broken', 500, 'broken'],
  ['/nowhere', 404, '404 Not Found'],
  ['/named/ada', 200, 'ada'],
])('every stage outside sees the answer: %s', async (path, status, text) => {
  const { app, seen } = watched()
  for (let time = 0; time < 2; time++) {
    const answer = await app.request(path)
    expect([answer.status, await answer.text()]).toEqual([status, text])
  }
  expect(seen).toEqual([status, status])
})

test('a request that waits for nothing is answered within the call', async () => {
  const { app } = watched()
  const answer = app.request('/now')
  expect(answer).toBeInstanceOf(Response)
  expect(await (await answer).text()).toBe('now')
  expect((await app.request('/now', { method: 'HEAD' })).status).toBe(200)
})

test('paths that nobody will ask for again never keep the real ones from being remembered', async () => {
  const { app } = watched()
  for (let made = 0; made < 2000; made++) await app.request(`/made-up-${made}`)
  expect(app.request('/now')).toBeInstanceOf(Response)
})
