import { type RawBuilder, sql } from 'kysely'

/**
 * What a license amounts to at one moment, in SQL over a row of `license` known as `l`: the same as `vendorState`, for lists
 * and counts of many.
 */
export function licenseStateAt(now: number): RawBuilder<string> {
  return sql<string>`CASE
    WHEN l.status <> 'in_force' THEN l.status
    WHEN l.expires_at IS NULL THEN 'unminted'
    WHEN ${now} >= l.expires_at THEN 'expired'
    WHEN l.starts_at IS NOT NULL AND ${now} < l.starts_at THEN 'scheduled'
    WHEN ${now} >= l.warns_at THEN 'expiring'
    ELSE 'active' END`
}

/**
 * What a deployment is doing at one moment, in SQL over its license as `l` and its machine as `m`: the same as
 * `deriveDeploymentState`.
 */
export function deploymentStateAt(now: number): RawBuilder<string> {
  return sql<string>`CASE
    WHEN l.id IS NULL THEN 'provisioned'
    WHEN l.status = 'revoked' THEN 'revoked'
    WHEN l.expires_at IS NOT NULL AND ${now} >= l.expires_at
      THEN CASE l.locks WHEN 1 THEN 'locked' ELSE 'grace' END
    WHEN l.status = 'suspended' THEN 'suspended'
    WHEN l.bound = 0 THEN 'active'
    WHEN m.id IS NULL THEN 'provisioned'
    WHEN m.lease_ends_at IS NOT NULL AND ${now} >= m.lease_ends_at THEN 'locked'
    WHEN l.heartbeat_seconds IS NOT NULL AND ${now} >= m.last_seen_at + 2 * l.heartbeat_seconds THEN 'grace'
    ELSE 'active' END`
}
