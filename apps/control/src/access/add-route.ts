import { createRoute, type OpenAPIHono, type RouteConfig, type RouteHandler } from '@hono/zod-openapi'
import type { Permission } from '@licet/api/control'
import type { ControlEnv } from '../deps.ts'

/**
 * Who may call a route: `public` anybody, `session` whoever showed a credential, `account` people, `….review` who manages
 * signing keys or the team, or audits, else by permission.
 */
export type Access = Permission | 'public' | 'session' | 'account' | 'signing.review' | 'team.review'

/** A route as it was registered. */
export interface DeclaredRoute {
  method: string
  /** As the router spells it: `/v1/licenses/:id`. */
  path: string
  access: Access
}

export type ControlApp = OpenAPIHono<ControlEnv>

const declared = new WeakMap<object, DeclaredRoute[]>()

/**
 * Adds a route with who may call it. There is no other way to add one: what is not declared here is refused, and
 * {@link assertDeclared} keeps the server from starting.
 */
export function addRoute<const R extends RouteConfig & { access: Access }>(
  app: ControlApp,
  route: R,
  handler: RouteHandler<R, ControlEnv>,
): void {
  const { access, ...described } = route
  declareRoute(app, { method: route.method, path: route.path, access })
  const documented = createRoute({ ...described, 'x-access': access } as unknown as R)
  app.openapi(documented, handler)
}

/** Declares who may call a route that is no part of the described API: a document, a page. */
export function declareRoute(
  app: ControlApp,
  { method, path, access }: { method: string; path: string; access: Access },
): void {
  const routes = declaredRoutes(app)
  routes.push({ method: method.toUpperCase(), path: path.replaceAll(/\{(\w+)\}/g, ':$1'), access })
  declared.set(app, routes)
}

/** Every route of an application with who may call it: what the matrix of roles is tested by. */
export function declaredRoutes(app: ControlApp): DeclaredRoute[] {
  return declared.get(app) ?? []
}

/** Asserts, at start, that no route came in by another way. */
export function assertDeclared(app: ControlApp): void {
  const known = new Set(declaredRoutes(app).map(({ method, path }) => `${method} ${path}`))
  const stray = app.routes.find(
    ({ method, path }) => method !== 'ALL' && !path.includes('*') && !known.has(`${method} ${path}`),
  )
  if (stray !== undefined)
    throw new Error(`${stray.method} ${stray.path} does not declare who may call it; add it by addRoute.`)
}
