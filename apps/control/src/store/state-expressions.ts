import { type RawBuilder, sql } from 'kysely'

/** What the sweep looks at. */
export type SweptKind = 'license' | 'deployment'

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

/**
 * The state that the last sweep found, in SQL; null for what no sweep has seen. Looked up row by row: for a join, PostgreSQL reads the
 * whole table again for every stretch of a first sweep, as it has not counted what that sweep wrote.
 *
 * @param id - The column that holds the id of what was swept.
 */
export function sweptStateOf(kind: SweptKind, id: 'l.id' | 'd.id'): RawBuilder<string | null> {
  return sql<
    string | null
  >`(SELECT s.state FROM swept_state AS s WHERE s.kind = ${sql.lit(kind)} AND s.id = ${sql.ref(id)})`
}
