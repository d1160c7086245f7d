import { carryAccounts } from './carry-accounts.ts'
import { carryCredentials } from './carry-credentials.ts'
import { carryLicensing, tellLicensing } from './carry-licensing.ts'
import { carryRest, tellSettings } from './carry-over-hub.ts'
import { carryRequests } from './carry-requests.ts'
import { carryRevocations } from './carry-revocations.ts'
import { carrySigningKeys } from './carry-signing-keys.ts'
import type { CarryOver } from './create-carry-over.ts'
import { putMissing, putRows, rowsBy, rowsOf } from './rows.ts'

/** Tables that are told apart below, or that a restore brings back as they were. */
const known: ReadonlySet<string> = new Set(
  [
    'user account session verification two_factor used_code api_token audit setting',
    'secret signing_key keyset saved_view migration product policy customer',
    'license license_product revocation revocation_list signed_time',
  ].flatMap(names => names.split(' ')),
)

/**
 * Carries over what a restored control plane must keep, see {@link CarryOver}: what was signed and given out is out there, so
 * licenses, machines, counters, keys and revocations stay as they are.
 */
export function carryOverControl(carry: CarryOver): void {
  const { present, raw } = carry
  carryAccounts(carry, {
    roles: ['auditor', 'onboarding', 'support', 'super_admin'],
    highest: 'super_admin',
  })
  carryCredentials(carry, 'api_token')
  tellLicensing(carry)
  carryRevocations(carry)
  tellKeysets(carry)
  putRows(present, raw, 'keyset')
  carrySigningKeys(carry)
  carryLicensing(carry)
  carryRequests(carry)
  tellSettings(carry)
  for (const row of rowsOf(present, 'secret')) putMissing(raw, 'secret', row)
  carryRest(carry, known)
}

function tellKeysets({ present, raw, carriedOver }: CarryOver): void {
  const then = rowsBy(raw, 'keyset', 'sequence')
  for (const { sequence, stored_at: at } of rowsOf(present, 'keyset'))
    if (!then.has(String(sequence)))
      carriedOver.push({ kind: 'keyset', id: '', name: String(sequence), at: Number(at), optional: false })
}
