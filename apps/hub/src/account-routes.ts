import type { OpenAPIHono } from '@hono/zod-openapi'
import { createAttemptLimits } from '@licet/server'
import type { HubDeps, HubEnv } from './deps.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addBackupRoutes } from './routes/backups.ts'
import { addNotificationRoutes } from './routes/notifications.ts'
import { addProfileRoutes } from './routes/profile.ts'
import { addSeatRoutes } from './routes/seats.ts'
import { addServiceKeyRoutes } from './routes/service-keys.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addSettingRoutes } from './routes/settings.ts'
import { addUserBatchRoutes } from './routes/user-batches.ts'
import { addUserRoutes } from './routes/users.ts'

/** Adds every route about people, keys, records and settings. */
export function addAccountRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  const limited = { ...deps, limits: createAttemptLimits(() => performance.now() / 1000) }
  addSessionRoutes(app, limited)
  addProfileRoutes(app, limited)
  addUserBatchRoutes(app, deps)
  addUserRoutes(app, deps)
  addSeatRoutes(app, deps)
  addServiceKeyRoutes(app, deps)
  addAuditRoutes(app, deps)
  addSettingRoutes(app, deps)
  addNotificationRoutes(app, deps)
  addBackupRoutes(app, deps)
}
