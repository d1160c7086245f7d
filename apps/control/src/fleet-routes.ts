import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'
import { addCustomerRoutes } from './routes/customers.ts'
import { addPolicyRoutes } from './routes/policies.ts'
import { addProductRoutes } from './routes/products.ts'

/** Adds every route about customers, what they are sold, and the fleet. */
export function addFleetRoutes(app: ControlApp, deps: ControlDeps): void {
  addCustomerRoutes(app, deps)
  addProductRoutes(app, deps)
  addPolicyRoutes(app, deps)
}
