import { OpenAPIHono } from '@hono/zod-openapi'
import {
  answerErrors,
  answerUnrouted,
  countRequests,
  createAddressReader,
  readJsonBodies,
  refuseInvalid,
  rejectForeign,
  sealAnswers,
} from '@licet/server'
import { TrieRouter } from 'hono/router/trie-router'
import { assertDeclared, type ControlApp } from './access/add-route.ts'
import { authorize } from './access/authorize.ts'
import { createProof, credentials } from './access/credentials.ts'
import { idempotent } from './access/idempotent.ts'
import { addAccountRoutes } from './account-routes.ts'
import type { ControlDeps, ControlEnv } from './deps.ts'
import { addFleetRoutes } from './fleet-routes.ts'
import { addLicensingRoutes } from './licensing-routes.ts'
import { activationPaths, answerWithHelp } from './routes/answer-with-help.ts'
import { addConsole } from './routes/console.ts'

const unsafeMethods = ['POST', 'PUT', 'PATCH', 'DELETE']

/**
 * Puts the control plane together.
 *
 * Order: count, seal the answer, host, origin, where help stands, who is asking, whether they may, body, whether it was asked before, route, console. A request that may not be
 * made is refused before its body is read.
 *
 * @throws {Error} when a route does not declare who may call it.
 */
export function createApp(deps: ControlDeps): ControlApp {
  const { config, log, metrics } = deps
  // Not the default one, whose expressions take a line break in a path for its end.
  const app: ControlApp = new OpenAPIHono<ControlEnv>({
    defaultHook: refuseInvalid,
    router: new TrieRouter(),
  })
  const readAddress = createAddressReader(config.trustedProxies, deps.forwarding.notice)

  app.onError(answerErrors(log))
  app.notFound(answerUnrouted(app))
  app.use(countRequests(metrics))
  app.use(sealAnswers({ tls: config.tls !== null || config.publicUrl?.startsWith('https:') === true }))
  app.use((c, next) => {
    c.set('address', readAddress(c))
    return next()
  })
  app.use(
    rejectForeign({
      names: [...config.allowedHosts, config.host],
      publicUrl: config.publicUrl,
      isProven: createProof(app, deps),
    }),
  )
  for (const path of activationPaths) app.use(path, answerWithHelp(deps))
  for (const path of ['/v1/*', '/metrics']) app.use(path, credentials(deps), authorize(app, deps))
  app.on(unsafeMethods, '*', readJsonBodies())
  app.on('POST', '/v1/*', idempotent(deps))

  addAccountRoutes(app, deps)
  addLicensingRoutes(app, deps)
  addFleetRoutes(app, deps)
  assertDeclared(app)
  addConsole(app, config.consoleDir)
  return app
}
