import { claimsIn } from './carry-artifacts.ts'
import type { CarryOver } from './create-carry-over.ts'
import { numberIn, put, type Row, rowsOf } from './rows.ts'

/** A license of a Hub with what its text says of itself. */
interface Held {
  row: Row
  text: string
  claims: Record<string, unknown>
}

/**
 * Keeps every license that was loaded since. A newer one of the same customer stays in force, by revision, else by the date of its
 * signature; where the texts do not say which is newer, the one of the backup is in force again and the other is told. A license
 * that was removed stays removed.
 */
export function carryHeldLicenses(carry: CarryOver): void {
  if (!carry.presentDecides) return
  const { present, raw, now, carriedOver, lost } = carry
  const here = rowsOf(present, 'license').map(describe)
  const there = rowsOf(raw, 'license').map(describe)
  const held = new Set<string>()
  const stay = new Set<Held>()
  for (const license of there.filter(isInForce)) {
    const newer = here.filter(other => isNewer(other, license))
    const removed =
      here.some(({ text, row }) => text === license.text && row.end_reason === 'removed') &&
      !here.some(other => other.text === license.text && isInForce(other))
    if (newer.length === 0 && !removed) {
      held.add(license.text)
      continue
    }
    for (const other of newer.filter(isInForce)) stay.add(other)
    end(raw, license, removed && newer.length === 0 ? 'removed' : 'superseded', now)
    if (![...stay].some(other => newer.includes(other)))
      carriedOver.push({
        kind: 'license_removed',
        ...named(license),
        at: endOf(here, license),
        optional: false,
      })
  }
  const texts = new Set(there.map(({ text }) => text))
  for (const license of here) {
    const isAdded = !texts.has(license.text)
    const stays = isInForce(license) && (stay.has(license) || held.size === 0)
    const goes = isInForce(license) && !stays && !held.has(license.text)
    if (!isAdded && !stays && !goes) continue
    const at = numberIn(license.row.activated_at)
    const row = stays || !isInForce(license) ? license.row : ended(license.row, 'superseded', now)
    if (isAdded || stays) put(raw, 'license', row, 'position')
    if (stays) carriedOver.push({ kind: 'license', ...named(license), at, optional: false })
    else if (goes) lost.push({ kind: 'license', ...named(license), at })
  }
}

function describe(row: Row): Held {
  return { row, text: Buffer.from(row.token as Buffer).toString('latin1'), claims: claimsIn(row.token) }
}

function isInForce({ row }: Held): boolean {
  return row.ended_at === null
}

/** Whether a license was signed to take the place of another one. */
function isNewer(one: Held, other: Held): boolean {
  const [a, b] = [one.claims, other.claims]
  if (a.iss !== b.iss || a.sub !== b.sub) return false
  const order = (name: string): number => (numberIn(a[name]) ?? 0) - (numberIn(b[name]) ?? 0)
  return order('rev') !== 0 ? order('rev') > 0 : order('iat') > 0
}

function ended(row: Row, reason: 'superseded' | 'removed', now: number): Row {
  return { ...row, ended_at: now, ended_by: 'restore', end_reason: reason }
}

function end(raw: CarryOver['raw'], { row }: Held, reason: 'superseded' | 'removed', now: number): void {
  put(raw, 'license', ended(row, reason, now))
}

function endOf(here: readonly Held[], license: Held): number | null {
  return numberIn(here.findLast(({ text }) => text === license.text)?.row.ended_at)
}

function named({ row, claims }: Held): { id: string; name: string } {
  const customer = typeof claims.customer === 'string' ? claims.customer : ''
  const revision = numberIn(claims.rev)
  return { id: String(row.id), name: revision === null ? customer : `${customer}, revision ${revision}` }
}
