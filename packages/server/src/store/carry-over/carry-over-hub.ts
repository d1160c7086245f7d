import { tablesOf } from '../schema/schema-objects.ts'
import { carryAccounts } from './carry-accounts.ts'
import { carryActivations } from './carry-activations.ts'
import { carryArtifacts } from './carry-artifacts.ts'
import { carryCredentials } from './carry-credentials.ts'
import { carryHeldLicenses } from './carry-held-licenses.ts'
import type { CarryOver } from './create-carry-over.ts'
import { eachRow, numberIn, put, type Row, rowsBy, rowsOf } from './rows.ts'

/** Tables that are told apart below, or that a restore brings back as they were. */
const known: ReadonlySet<string> = new Set(
  [
    'user account session verification two_factor used_code auth_secret service_key',
    'audit setting banner_dismissal seat_peak license artifact clock_floor migration',
    'notification notification_delivery notification_seen',
    'activation activation_request activation_chain activation_secret control_contact',
  ].flatMap(names => names.split(' ')),
)

/** Carries over what a restored Hub must keep, see {@link CarryOver}. */
export function carryOverHub(carry: CarryOver): void {
  carryAccounts(carry, { roles: ['user', 'admin'], highest: 'admin' })
  carryCredentials(carry, 'service_key')
  carryArtifacts(carry)
  carryHeldLicenses(carry)
  carryActivations(carry)
  carryClock(carry)
  carryPeaks(carry)
  tellSettings(carry)
  carryRest(carry, known)
}

/** What a later version remembers beside these is memory of what was used up, and stays. */
export function carryRest({ present, raw, presentDecides }: CarryOver, except: ReadonlySet<string>): void {
  if (!presentDecides) return
  for (const table of tablesOf(raw))
    if (!except.has(table)) for (const row of eachRow(present, table)) putLinked(raw, table, row)
}

/** Names the settings that change. */
export function tellSettings({ present, raw, lost }: CarryOver): void {
  const then = rowsBy(raw, 'setting', 'name')
  for (const [name, { value }] of rowsBy(present, 'setting', 'name'))
    if (then.get(name)?.value !== value) lost.push({ kind: 'setting', id: name, name, at: null })
}

function carryClock({ present, raw, presentDecides, carriedOver }: CarryOver): void {
  const [here] = rowsOf(present, 'clock_floor')
  const [there] = rowsOf(raw, 'clock_floor')
  if (here === undefined || here.floor === there?.floor) return
  if (!presentDecides && signedTime(there) > signedTime(here)) return
  put(raw, 'clock_floor', here)
  carriedOver.push({ kind: 'clock', id: '', name: '', at: signedTime(here) || null, optional: false })
}

function signedTime(row: Row | undefined): number {
  try {
    const floor: { signed?: unknown } = JSON.parse(String(row?.floor))
    return numberIn(floor.signed) ?? 0
  } catch {
    return 0
  }
}

/** Seats that were used are used, whatever is restored. */
function carryPeaks({ present, raw }: CarryOver): void {
  const then = rowsBy(raw, 'seat_peak', 'day')
  for (const row of rowsOf(present, 'seat_peak')) {
    const before = then.get(String(row.day))
    if (before === undefined || Number(row.used) >= Number(before.used)) put(raw, 'seat_peak', row)
  }
}

function putLinked(raw: CarryOver['raw'], table: string, row: Row): void {
  try {
    put(raw, table, row)
  } catch (error) {
    // It belongs to an account that is not restored.
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'))
      throw error
  }
}
