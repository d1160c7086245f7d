import { TrieRouter } from 'hono/router/trie-router'
import { type Access, type ControlApp, declaredRoutes } from './add-route.ts'

const routers = new WeakMap<ControlApp, TrieRouter<Access>>()

/**
 * Who may call a path, as its route declared it. It is looked up as the application itself does, so that whatever is reached is
 * judged by what it declared; a path without a route needs a credential to learn even that.
 *
 * @param app - The finished application; its routes are read on first use.
 */
export function accessOf(app: ControlApp, method: string, path: string): Access {
  let router = routers.get(app)
  if (router === undefined) {
    router = new TrieRouter<Access>()
    for (const route of declaredRoutes(app)) router.add(route.method, route.path, route.access)
    routers.set(app, router)
  }
  return router.match(method === 'HEAD' ? 'GET' : method, path)[0][0]?.[0] ?? 'session'
}
