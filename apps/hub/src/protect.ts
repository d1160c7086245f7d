import {
  answerErrors,
  answerUnrouted,
  createAddressReader,
  type HeaderRules,
  readJsonBodies,
  refuseForeignHosts,
  refuseForeignOrigins,
  sealAnswers,
} from '@licet/server'
import type { Hono } from 'hono'
import { authorize } from './authorize.ts'
import type { BearerKeys } from './bearer-keys.ts'
import type { HubConfig } from './config.ts'
import { credentials } from './credentials.ts'
import type { HubDeps, HubEnv } from './deps.ts'

const openUnderAnyName: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])
const rawBodies: ReadonlySet<string> = new Set(['/api/backups/upload'])

/**
 * Puts everything that stands before a route onto the application; call it before the first route is added.
 *
 * Order: headers for whatever is answered; name of host; address; origin; who is asking; whether they may; body. Nothing of
 * a body is read for somebody who may not call the route.
 */
export function protect(app: Hono<HubEnv>, deps: HubDeps, keys: BearerKeys): void {
  const { config } = deps
  const publicUrl = config.publicUrl === null ? null : new URL(config.publicUrl)
  const checkHost = refuseForeignHosts(hostNames(config, publicUrl), openUnderAnyName)
  const checkOrigin = refuseForeignOrigins(publicUrl?.origin ?? null)
  const addressOf = createAddressReader(config.trustedProxies)
  app.onError(answerErrors(deps.log))
  app.notFound(answerUnrouted(app))
  app.use(sealAnswers(headerRules(config)))
  app.use((c, next) => {
    checkHost(c)
    c.set('address', addressOf(c))
    checkOrigin(c)
    return next()
  })
  const identify = credentials(deps, keys)
  const admit = authorize(deps)
  for (const path of ['/api/*', '/metrics']) app.use(path, identify, admit)
  app.use(readJsonBodies(rawBodies))
}

/** What the security headers depend on: whether browsers reach the Hub over https, directly or through a proxy. */
export function headerRules({ tls, publicUrl }: Pick<HubConfig, 'tls' | 'publicUrl'>): HeaderRules {
  return { tls: tls !== null || publicUrl?.startsWith('https:') === true }
}

function hostNames({ host, allowedHosts }: HubConfig, publicUrl: URL | null): string[] {
  const wildcard = host === '0.0.0.0' || host === '::' || host === ''
  return [...allowedHosts, ...(wildcard ? [] : [host]), ...(publicUrl ? [publicUrl.hostname] : [])]
}
