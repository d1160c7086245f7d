import { OpenAPIHono } from '@hono/zod-openapi'
import {
  addDocsRoutes,
  answerErrors,
  answerUnrouted,
  countRequests,
  createAddressReader,
  readJsonBodies,
  refuseInvalid,
  rejectForeign,
  sealAnswers,
} from '@licet/server'
import type { ErrorHandler } from 'hono'
import type { H, RouterRoute } from 'hono/types'
import { authorize } from './access/authorize.ts'
import { openBearerKeys } from './access/bearer-keys.ts'
import { createIdentify, createProof, credentials } from './access/credentials.ts'
import { addAccountRoutes } from './account-routes.ts'
import type { HubDeps, HubEnv } from './deps.ts'
import { lockWrites } from './licensing/lock-writes.ts'
import { addAboutRoutes } from './routes/about.ts'
import { addActivationRoutes } from './routes/activation.ts'
import { answerWithHelp } from './routes/answer-with-help.ts'
import { addLicenseRoutes } from './routes/license.ts'
import { addMetricsRoutes } from './routes/metrics.ts'
import { addPanelRoutes } from './routes/panel.ts'
import { addStatusRoutes } from './routes/status.ts'
import { addTrustRoutes } from './routes/trust.ts'
import { joinHandlers } from './routing/join-handlers.ts'
import { logRequests } from './routing/log-requests.ts'
import { RememberingRouter } from './routing/remembering-router.ts'

const unsafeMethods = ['POST', 'PUT', 'PATCH', 'DELETE']
/** Take bytes instead of JSON. */
const rawBodies = new Set(['/api/backups/upload'])

/**
 * Puts the Hub together.
 *
 * Order: count, seal the answer, host, origin, who is asking, whether they may, body, license lock, route, panel. A request
 * that may not be made is refused before its body is read.
 */
export function createApp(deps: HubDeps): OpenAPIHono<HubEnv> {
  const { config, log, metrics, version } = deps
  const answerFault = answerErrors(log)
  const router = new RememberingRouter<[H, RouterRoute]>(found => joinRoutes(found, answerFault))
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInvalid, router })
  const readAddress = createAddressReader(config.trustedProxies, deps.forwarding.notice)
  const identify = createIdentify(deps, openBearerKeys(deps))

  const checkForeign = rejectForeign({
    names: [...config.allowedHosts, config.host],
    publicUrl: config.publicUrl,
    isProven: createProof(identify),
  })

  app.onError(answerFault)
  app.notFound(answerUnrouted(app))
  app.use(countRequests(metrics))
  if (config.logLevel === 'debug') app.use(logRequests(log))
  app.use(sealAnswers({ tls: config.tls !== null || config.publicUrl?.startsWith('https:') === true }))
  app.use((c, next) => {
    c.set('address', readAddress(c))
    return checkForeign(c, next)
  })
  for (const path of ['/api/*', '/metrics']) app.use(path, credentials(identify), authorize(deps))
  app.on(unsafeMethods, '*', readJsonBodies(rawBodies))
  app.on(unsafeMethods, '/api/*', lockWrites(deps))
  app.on(unsafeMethods, ['/api/license/*', '/api/activation/*'], answerWithHelp)

  addStatusRoutes(app, deps)
  addAboutRoutes(app, deps)
  addLicenseRoutes(app, deps)
  addActivationRoutes(app, deps)
  addTrustRoutes(app, deps)
  addMetricsRoutes(app, deps)
  addAccountRoutes(app, deps)
  addDocsRoutes(app, { title: 'Licet Hub', version, base: '/api/docs', docsDir: config.docsDir })
  addPanelRoutes(app, config.panelDir)
  return app
}

function joinRoutes(found: [H, RouterRoute][], answerFault: ErrorHandler): [H, RouterRoute] {
  const [, route] = found.at(-1) as [H, RouterRoute]
  return [
    joinHandlers(
      found.map(([handler]) => handler),
      answerFault,
    ),
    route,
  ]
}
