import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'
import { addAboutRoutes } from './routes/about.ts'
import { addApiTokenRoutes } from './routes/api-tokens.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addDocs } from './routes/docs.ts'
import { addKeysetRoutes } from './routes/keyset.ts'
import { addMetricsRoutes } from './routes/metrics.ts'
import { addProfileRoutes } from './routes/profile.ts'
import { addSavedViewRoutes } from './routes/saved-views.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addSettingRoutes } from './routes/settings.ts'
import { addSigningKeyRoutes } from './routes/signing-keys.ts'
import { addStaffRoutes } from './routes/staff.ts'

/** Adds every route about people, tokens, signing keys, records and settings. */
export function addAccountRoutes(app: ControlApp, deps: ControlDeps): void {
  addAboutRoutes(app, deps)
  addSessionRoutes(app, deps)
  addProfileRoutes(app, deps)
  addSavedViewRoutes(app, deps)
  addStaffRoutes(app, deps)
  addApiTokenRoutes(app, deps)
  addSigningKeyRoutes(app, deps)
  addKeysetRoutes(app, deps)
  addAuditRoutes(app, deps)
  addSettingRoutes(app, deps)
  addMetricsRoutes(app, deps)
  addDocs(app, deps)
}
