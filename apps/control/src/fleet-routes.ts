import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'
import { addActivityRoutes } from './routes/activity.ts'
import { addBackupRoutes } from './routes/backups.ts'
import { addCustomerRoutes } from './routes/customers.ts'
import { addDeploymentRoutes } from './routes/deployments.ts'
import { addLicenseTransferRoutes } from './routes/license-transfer.ts'
import { addPolicyRoutes } from './routes/policies.ts'
import { addProductRoutes } from './routes/products.ts'
import { addSubscriptionRoutes } from './routes/subscriptions.ts'
import { addSweepRoutes } from './routes/sweep.ts'

/** Adds every route about customers, what they are sold, and the fleet. */
export function addFleetRoutes(app: ControlApp, deps: ControlDeps): void {
  addCustomerRoutes(app, deps)
  addProductRoutes(app, deps)
  addPolicyRoutes(app, deps)
  addDeploymentRoutes(app, deps)
  addSubscriptionRoutes(app, deps)
  addSweepRoutes(app, deps)
  addActivityRoutes(app, deps)
  addLicenseTransferRoutes(app, deps)
  addBackupRoutes(app, deps)
}
