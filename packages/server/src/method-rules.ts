import type { NotFoundHandler } from 'hono'
import { answerHttpError, answerNotFound } from './answer-errors.ts'
import { HttpError } from './http-error.ts'

/**
 * Creates the answer for a request that no route took: 405 with `Allow` where the path has a route for other methods, 404
 * where it has none.
 *
 * @param app - The finished application; its routes are read on first use.
 */
export function answerUnrouted(app: {
  routes: readonly { method: string; path: string }[]
}): NotFoundHandler {
  let patterns: { method: string; matches: RegExp }[] | undefined
  return async (c, ...rest) => {
    patterns ??= app.routes
      .filter(route => route.method !== 'ALL' && !route.path.includes('*'))
      .map(route => ({ method: route.method, matches: pathPattern(route.path) }))
    const path = c.req.path
    const allowed = new Set(patterns.filter(route => route.matches.test(path)).map(route => route.method))
    if (allowed.size === 0 || allowed.has(c.req.method)) return answerNotFound(c, ...rest)
    if (allowed.has('GET')) allowed.add('HEAD')
    c.header('Allow', [...allowed].toSorted().join(', '))
    return answerHttpError(c, new HttpError('METHOD_NOT_ALLOWED'))
  }
}

function pathPattern(path: string): RegExp {
  const source = path.replace(/[.+*?^$()[\]\\|]/g, '\\$&').replace(/:[A-Za-z]+(?:\\?\{[^}]*\})?/g, '[^/]+')
  return new RegExp(`^${source}$`)
}
