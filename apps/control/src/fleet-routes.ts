import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'

/** Adds every route about activations, heartbeats, deployments and subscriptions. */
export function addFleetRoutes(_app: ControlApp, _deps: ControlDeps): void {}
