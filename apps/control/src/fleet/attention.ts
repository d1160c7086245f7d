import type { Attention, Deployment } from '@licet/api/control'
import type { Trust } from '@licet/license'
import type { Queryable } from '../store/database.ts'
import { loadEnding, loadFlagged } from '../store/overview.ts'
import { findRevocationList, isListDue } from '../store/revocations.ts'
import { loadSigningKeys } from '../store/signing-keys.ts'
import { loadSubscriptionPage } from '../store/subscriptions.ts'

const day = 86_400
const eachMax = 20
const keyEndsWithinDays = 60
const keyUrgentDays = 14
const levels: readonly Attention['level'][] = ['error', 'warning', 'info']

/**
 * What a person should look at, the worst first, then the latest.
 *
 * @param trust - What installations believe that have taken every keyset.
 */
export async function listAttention(
  database: Queryable,
  { trust, inTrouble, now }: { trust: Trust; inTrouble: readonly Deployment[]; now: number },
): Promise<Attention[]> {
  const all = [
    ...(await suspectedClones(database)),
    ...(await endingKeys(database, trust, now)),
    ...(await unpublishedList(database, now)),
    ...inTrouble.map(deploymentEntry),
    ...(await unpaidSubscriptions(database)),
    ...(await endingLicenses(database, 'license_expired', { from: now - 14 * day, until: now })),
    ...(await endingLicenses(database, 'license_expiring', { from: now, until: now + 30 * day })),
  ]
  return all.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || b.at - a.at)
}

async function suspectedClones(database: Queryable): Promise<Attention[]> {
  const rows = await loadFlagged(database, eachMax)
  return rows.map(({ license_id, hostname, flagged_at, customer_name }) => ({
    kind: 'clone_suspected',
    level: 'error',
    id: license_id,
    name: hostname ?? license_id,
    customer: customer_name,
    at: flagged_at ?? 0,
  }))
}

function deploymentEntry(deployment: Deployment): Attention {
  const { id, name, customer, state, lastHeartbeatAt, createdAt } = deployment
  return {
    kind: deploymentKind(deployment),
    level: state === 'locked' ? 'error' : 'warning',
    id,
    name,
    customer: customer.name,
    at: lastHeartbeatAt ?? createdAt,
  }
}

function deploymentKind({ state, reason }: Deployment): Attention['kind'] {
  if (state === 'locked') return 'deployment_locked'
  return reason === 'HEARTBEAT_MISSED' ? 'deployment_silent' : 'deployment_grace'
}

/** Keys that sign now, and that installations stop believing at a moment that is near or past. */
async function endingKeys(database: Queryable, trust: Trust, now: number): Promise<Attention[]> {
  const signing = (await loadSigningKeys(database)).filter(({ status }) => status === 'active')
  return signing.flatMap(({ kid }) => {
    const at = trust.keys.get(kid)?.notAfter ?? null
    if (at === null || at - now > keyEndsWithinDays * day) return []
    return [
      {
        kind: 'signing_key_ending' as const,
        level: at - now > keyUrgentDays * day ? ('warning' as const) : ('error' as const),
        id: kid,
        name: kid,
        customer: '',
        at,
      },
    ]
  })
}

/** What was revoked is in no list that could be signed: installations without network do not learn of it. */
async function unpublishedList(database: Queryable, now: number): Promise<Attention[]> {
  if (!(await isListDue(database))) return []
  const list = await findRevocationList(database)
  return [
    {
      kind: 'revocations_unpublished',
      level: 'error',
      id: String(list?.sequence ?? 0),
      name: String(list?.sequence ?? 0),
      customer: '',
      at: list?.issuedAt ?? now,
    },
  ]
}

async function unpaidSubscriptions(database: Queryable): Promise<Attention[]> {
  const { rows } = await loadSubscriptionPage(
    database,
    { status: 'past_due' },
    { limit: eachMax, cursor: undefined },
  )
  return rows.map(({ id, reference, customer_name, changed_at }) => ({
    kind: 'subscription_past_due',
    level: 'warning',
    id,
    name: reference ?? id,
    customer: customer_name,
    at: changed_at,
  }))
}

async function endingLicenses(
  database: Queryable,
  kind: 'license_expiring' | 'license_expired',
  span: { from: number; until: number },
): Promise<Attention[]> {
  const rows = await loadEnding(database, span, eachMax)
  return rows.map(({ id, customer_name, expires_at }) => ({
    kind,
    level: kind === 'license_expired' ? 'warning' : 'info',
    id,
    name: id,
    customer: customer_name,
    at: expires_at ?? 0,
  }))
}
