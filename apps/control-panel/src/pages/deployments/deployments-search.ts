import type { DeploymentsFilter } from './deployment-queries.ts'
import { deploymentTones } from './deployment-tones.ts'

export const deploymentViews = ['boxes', 'subscriptions', 'sweep'] as const
export type DeploymentView = (typeof deploymentViews)[number]

/** Reads the view and its filters from the address; what is not understood is left out. */
export function parseDeploymentsSearch(
  raw: Record<string, unknown>,
): DeploymentsFilter & { view?: DeploymentView } {
  const view = deploymentViews.find(name => name === raw.view)
  return {
    ...(view === undefined || view === 'boxes' ? {} : { view }),
    ...(typeof raw.q === 'string' && raw.q !== '' ? { q: raw.q.slice(0, 200) } : {}),
    ...(isState(raw.state) ? { state: raw.state } : {}),
  }
}

function isState(value: unknown): value is keyof typeof deploymentTones {
  return typeof value === 'string' && Object.hasOwn(deploymentTones, value)
}
