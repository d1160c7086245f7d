import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'
import { addActivationRoutes } from './routes/activation.ts'
import { addInstallationRoutes } from './routes/installation.ts'
import { addLicenseDeedRoutes } from './routes/license-deeds.ts'
import { addLicenseRoutes } from './routes/licenses.ts'
import { addOfflineDeskRoutes } from './routes/offline-desk.ts'
import { addRenewalRoutes } from './routes/renewals.ts'
import { addRevocationRoutes } from './routes/revocations.ts'

/** Adds every route about licenses, and those by which machines are activated on them. */
export function addLicensingRoutes(app: ControlApp, deps: ControlDeps): void {
  addActivationRoutes(app, deps)
  addInstallationRoutes(app, deps)
  addLicenseRoutes(app, deps)
  addLicenseDeedRoutes(app, deps)
  addRenewalRoutes(app, deps)
  addOfflineDeskRoutes(app, deps)
  addRevocationRoutes(app, deps)
}
