import type { CarryOver } from './create-carry-over.ts'
import { numberIn, put, rowsBy, rowsOf } from './rows.ts'

/** A key only ever moves on: `next`, `active`, `retired`, `compromised`. Of two that sign, the one that signs at present goes on. */
export function carrySigningKeys({ present, raw, now, carriedOver }: CarryOver): void {
  const rank = ['next', 'active', 'retired', 'compromised']
  const known = rowsBy(raw, 'signing_key', 'kid')
  for (const row of rowsOf(present, 'signing_key')) {
    const here = known.get(String(row.kid))
    if (here !== undefined && rank.indexOf(String(row.status)) <= rank.indexOf(String(here.status))) continue
    put(raw, 'signing_key', row)
    const id = String(row.kid)
    const at = numberIn(row.retired_at) ?? numberIn(row.activated_at) ?? numberIn(row.created_at)
    carriedOver.push({ kind: 'signing_key', id, name: `${id}: ${String(row.status)}`, at, optional: false })
  }
  const signing = rowsOf(present, 'signing_key').filter(({ status }) => status === 'active')
  const retire = raw.prepare(
    `UPDATE signing_key SET status = 'retired', retired_at = ? WHERE "use" = ? AND status = 'active' AND kid <> ?
       AND EXISTS (SELECT 1 FROM signing_key s WHERE s.kid = ? AND s.status = 'active')`,
  )
  for (const { use, kid } of signing) retire.run(now, use, kid, kid)
}
