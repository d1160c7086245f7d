import type { Deployment } from '@licet/api/control'
import type { DeploymentRow } from '../store/deployments.ts'
import { type DeploymentFacts, deriveDeploymentState } from './derive-deployment-state.ts'

/** A deployment as it crosses HTTP, with its state at `now`. */
export function deploymentView(row: DeploymentRow, now: number): Deployment {
  return {
    id: row.id,
    name: row.name,
    customer: { id: row.customer_id, name: row.customer_name },
    ...deriveDeploymentState(deploymentFacts(row), now),
    sweptState: row.swept_state as Deployment['sweptState'],
    licenseId: row.license_id,
    installationId: row.installation_id,
    hostname: row.hostname,
    productVersion: row.product_version,
    lastHeartbeatAt: row.last_seen_at,
    leaseEndsAt: row.lease_ends_at,
    createdAt: row.created_at,
  }
}

/** What the state of a stored deployment follows from. */
export function deploymentFacts(row: DeploymentRow): DeploymentFacts {
  const { last_seen_at: lastSeenAt, lease_ends_at: leaseEndsAt } = row
  return {
    license:
      row.status === null
        ? null
        : {
            revoked: row.status === 'revoked',
            suspended: row.status === 'suspended',
            expiresAt: row.expires_at,
            bound: row.bound === 1,
            locks: row.locks === 1,
            heartbeatSeconds: row.heartbeat_seconds,
          },
    machine: lastSeenAt === null ? null : { lastSeenAt, leaseEndsAt },
  }
}
