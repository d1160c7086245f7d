import type { presets } from './presets.ts'

/** What the drawer for a new deployment asks for. */
export interface DeploymentForm {
  name: string
  customerId: string
  issue: boolean
  policy: (typeof presets)[number]
  tier: string
  seats: number
  products: string[]
  termMonths: number
}

export const emptyDeployment: DeploymentForm = {
  name: '',
  customerId: '',
  issue: true,
  policy: 'appliance',
  tier: 'professional',
  seats: 10,
  products: [],
  termMonths: 12,
}

/** The license that provisioning issues: a timed one counts its months from the first activation, others from now. */
export function autoIssueBody({ policy, tier, seats, products, termMonths }: DeploymentForm) {
  return {
    policy,
    tier,
    seats,
    products,
    ...(policy === 'timed' ? { termMonths } : { term: `P${termMonths}M` }),
  }
}
