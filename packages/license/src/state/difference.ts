import type { LicenseClaims, VerifiedLicense } from '../claims/claims.ts'
import { isRevoked, licenseInForce, startOf } from './license-in-force.ts'
import { isStricter } from './policy-strictness.ts'
import type { Facts } from './state.ts'

/** How much a change deserves to be looked at; `blocking` ones are refused on activation. */
export type ChangeSeverity = 'info' | 'good' | 'warning' | 'blocking'

/** One thing that activating a license would change. Plain data: it can be stored, hashed, sent and translated. */
export type Change = { severity: ChangeSeverity } & (
  | {
      kind:
        | 'same_license'
        | 'first_license'
        | 'removal_ends'
        | 'policy_stricter'
        | 'revoked'
        | 'wrong_installation'
    }
  | { kind: 'already_expired'; exp: number }
  | { kind: 'starts_later'; at: number }
  | { kind: 'older_revision'; from: number; to: number }
  | { kind: 'seats'; from: number; to: number }
  | { kind: 'seats_over'; used: number; limit: number; over: number }
  | {
      kind: 'products_added' | 'products_removed' | 'features_added' | 'features_removed' | 'features_changed'
      names: readonly string[]
    }
  | { kind: 'tier'; from: string; to: string; direction: 'up' | 'down' | 'other' }
  | { kind: 'customer'; from: string; to: string }
  | { kind: 'expiry'; from: number; to: number; bySeconds: number }
)

/**
 * Says what activating a license would change at this installation, compared with the license in force there now.
 *
 * @param facts - What the installation knows, without the candidate.
 * @param candidate - A license whose signature and claims hold.
 * @param options.now - Effective time, epoch seconds.
 * @param options.tiers - The trust's order of tiers, lowest first.
 * @returns The changes in a fixed order; the same inputs give the same list, so its hash can be agreed on.
 */
export function differenceOf(
  facts: Facts,
  candidate: VerifiedLicense,
  options: { now: number; tiers?: readonly string[] },
): readonly Change[] {
  const { now, tiers = [] } = options
  const { current } = licenseInForce(facts.licenses, now)
  const all = [
    ...obstacles(facts, candidate, now),
    ...(current === null ? afterNone(facts, candidate, tiers) : afterOne(current, candidate, tiers)),
  ]
  const { seats } = candidate.claims
  const used = facts.seatsUsed ?? 0
  return used > seats
    ? [...all, { severity: 'warning', kind: 'seats_over', used, limit: seats, over: used - seats }]
    : all
}

function afterOne(current: VerifiedLicense, candidate: VerifiedLicense, tiers: readonly string[]): Change[] {
  if (current.digest === candidate.digest) return [{ severity: 'info', kind: 'same_license' }]
  return comparison(current.claims, candidate.claims, tiers)
}

/** Nothing is in force; what was removed, and locks, is what the candidate takes the place of. */
function afterNone(
  { removed = null }: Facts,
  candidate: VerifiedLicense,
  tiers: readonly string[],
): Change[] {
  if (removed?.claims.policy.enforcement !== 'locked') return [{ severity: 'good', kind: 'first_license' }]
  return [{ severity: 'good', kind: 'removal_ends' }, ...comparison(removed.claims, candidate.claims, tiers)]
}

function obstacles(facts: Facts, candidate: VerifiedLicense, now: number): Change[] {
  const { aud, exp } = candidate.claims
  const changes: Change[] = []
  if (isRevoked(candidate, facts.revocations)) changes.push({ severity: 'blocking', kind: 'revoked' })
  if (now >= exp) changes.push({ severity: 'blocking', kind: 'already_expired', exp })
  if (aud !== undefined && !aud.includes(facts.installationId))
    changes.push({ severity: 'blocking', kind: 'wrong_installation' })
  if (startOf(candidate) > now)
    changes.push({ severity: 'info', kind: 'starts_later', at: startOf(candidate) })
  return changes
}

function comparison(from: LicenseClaims, to: LicenseClaims, tiers: readonly string[]): Change[] {
  const changes: Change[] = []
  if (from.sub === to.sub && from.rev !== undefined && to.rev !== undefined && to.rev < from.rev)
    changes.push({ severity: 'warning', kind: 'older_revision', from: from.rev, to: to.rev })
  if (from.customer !== to.customer)
    changes.push({ severity: 'warning', kind: 'customer', from: from.customer, to: to.customer })
  if (from.tier !== to.tier) changes.push(tierChange(from.tier, to.tier, tiers))
  if (from.seats !== to.seats)
    changes.push({
      severity: to.seats > from.seats ? 'good' : 'warning',
      kind: 'seats',
      from: from.seats,
      to: to.seats,
    })
  changes.push(
    ...named('products', from.products, to.products),
    ...featureChanges(from.features, to.features),
  )
  if (from.exp !== to.exp)
    changes.push({
      severity: to.exp > from.exp ? 'good' : 'warning',
      kind: 'expiry',
      from: from.exp,
      to: to.exp,
      bySeconds: to.exp - from.exp,
    })
  if (isStricter(from.policy, to.policy)) changes.push({ severity: 'warning', kind: 'policy_stricter' })
  return changes
}

function tierChange(from: string, to: string, tiers: readonly string[]): Change {
  const [low, high] = [tiers.indexOf(from), tiers.indexOf(to)]
  if (low < 0 || high < 0) return { severity: 'info', kind: 'tier', from, to, direction: 'other' }
  return high > low
    ? { severity: 'good', kind: 'tier', from, to, direction: 'up' }
    : { severity: 'warning', kind: 'tier', from, to, direction: 'down' }
}

function named(what: 'products' | 'features', from: readonly string[], to: readonly string[]): Change[] {
  const added = to.filter(name => !from.includes(name)).toSorted()
  const removed = from.filter(name => !to.includes(name)).toSorted()
  const changes: Change[] = []
  if (added.length > 0) changes.push({ severity: 'good', kind: `${what}_added`, names: added })
  if (removed.length > 0) changes.push({ severity: 'warning', kind: `${what}_removed`, names: removed })
  return changes
}

function featureChanges(from: LicenseClaims['features'], to: LicenseClaims['features']): Change[] {
  const changes = named('features', Object.keys(from), Object.keys(to))
  const names = Object.keys(from).filter(name => Object.hasOwn(to, name) && from[name] !== to[name])
  if (names.length > 0) changes.push({ severity: 'info', kind: 'features_changed', names: names.toSorted() })
  return changes
}
