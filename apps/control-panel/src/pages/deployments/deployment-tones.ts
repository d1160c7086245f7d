import type { deploymentState } from '@licet/api/control'
import type { Tone } from '@licet/ui'
import type { z } from 'zod'

export type DeploymentState = z.infer<typeof deploymentState>

/** What the state of a deployment looks like; its word stands beside it. */
export const deploymentTones: Readonly<Record<DeploymentState, Tone>> = {
  provisioned: 'info',
  active: 'ok',
  grace: 'notice',
  suspended: 'notice',
  locked: 'danger',
  revoked: 'danger',
}
