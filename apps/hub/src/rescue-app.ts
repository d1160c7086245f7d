import { OpenAPIHono } from '@hono/zod-openapi'
import { restoreBackup } from '@licet/api'
import {
  answerErrors,
  answerUnrouted,
  HttpError,
  isSameSecret,
  readJsonBodies,
  refuseInvalid,
  rejectForeign,
  sealAnswers,
} from '@licet/server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { version } from './built-in.ts'
import type { HubConfig } from './config.ts'
import type { Actor, HubEnv } from './deps.ts'
import { uploadOf } from './routes/backups.ts'
import { addPanelRoutes } from './routes/panel.ts'
import { keepUpload, listBackups } from './services/backups.ts'
import { previewBackup, restoreBackup as restoreFrom } from './services/restore-backup.ts'

/**
 * The Hub with a database that cannot be used: it says so, lists the backups, takes in one that was kept elsewhere and restores one, for
 * HUB_ADMIN_TOKEN alone.
 *
 * @param options.recover - Opens the restored database and puts the whole Hub in the place of this.
 */
export function createRescueApp(options: {
  config: HubConfig
  log: Logger
  /** Why the database cannot be used. */
  code: 'DATABASE_CORRUPT' | 'DATABASE_ALTERED'
  databasePath: string
  recover: () => Promise<void>
}): OpenAPIHono<HubEnv> {
  const { config, log, code, databasePath, recover } = options
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInvalid })
  const backups = { databasePath, now: () => Math.floor(Date.now() / 1000) + config.clockOffsetSeconds }
  app.onError(answerErrors(log))
  app.notFound(answerUnrouted(app))
  app.use(sealAnswers({ tls: config.tls !== null }))
  app.use(
    rejectForeign({
      names: [...config.allowedHosts, config.host],
      publicUrl: config.publicUrl,
      isProven: c => isBackupPath(c.req.path) && showsAdminToken(c, config),
    }),
  )
  app.use('/api/backups/*', requireAdminToken(config))
  app.use('/api/backups', requireAdminToken(config))
  app.use(readJsonBodies(new Set(['/api/backups/upload'])))

  const { message } = new HttpError(code)
  app.get('/healthz', c => c.json({ status: 'ok', version }))
  app.get('/readyz', c => c.json({ status: 'not_ready' }, 503))
  app.get('/api/about', c =>
    c.json({
      name: 'Licet Hub',
      version,
      evaluation: config.evaluation,
      setupRequired: false,
      rescue: { code, message },
      notice: '',
    }),
  )
  app.get('/api/backups', c => c.json({ backups: listBackups(backups) }))
  app.post('/api/backups/upload', async c => {
    const received = await keepUpload(backups, uploadOf(c.req))
    log.warn({ backup: received.name }, 'a backup was uploaded')
    return c.json(received, 201)
  })
  app.post('/api/backups/restore', async c => {
    const wanted = restoreBackup.safeParse(await c.req.json().catch(() => null))
    if (!wanted.success) throw new HttpError('REQUEST_INVALID', { fields: { name: 'The name of a backup.' } })
    const outcome = await restoreFrom(backups, actor, wanted.data)
    await recover()
    log.warn({ backup: wanted.data.name }, 'a backup was restored; the Hub goes on')
    return c.json({ restarting: false, ...outcome })
  })
  app.get('/api/backups/:name/restore-preview', async c =>
    c.json(await previewBackup(backups, c.req.param('name'))),
  )
  app.all('/api/*', () => {
    throw new HttpError(code)
  })
  addPanelRoutes(app, config.panelDir)
  return app
}

const actor: Actor = {
  id: 'admin_token',
  name: 'HUB_ADMIN_TOKEN',
  kind: 'admin_token',
  role: 'admin',
  address: '',
}

function isBackupPath(path: string): boolean {
  return path === '/api/backups' || path.startsWith('/api/backups/')
}

function requireAdminToken(config: HubConfig): MiddlewareHandler<HubEnv> {
  return (c, next) => {
    if (!showsAdminToken(c, config)) throw new HttpError('CREDENTIAL_REQUIRED')
    return next()
  }
}

function showsAdminToken(c: Context, { adminToken }: HubConfig): boolean {
  const presented = /^bearer +(\S{1,512})$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return presented !== undefined && adminToken !== null && isSameSecret(presented, { secret: adminToken })
}
