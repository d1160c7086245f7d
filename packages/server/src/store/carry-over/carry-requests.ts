import type { CarryOver } from './create-carry-over.ts'
import { putRows, type Row, rowsOf } from './rows.ts'

/** Where a machine stands with its answers. */
const chain = [
  'last_seen_at',
  'lease_ends_at',
  'counter',
  'counter_max',
  'chain_open',
  'restored_at',
  'answer_id',
  'former_answer_id',
  'answer_request',
  'answer_request_ends_at',
  'answer_token',
  'answer_directive',
]

/** What an old request is known by, and what a first activation is proven by. */
export function carryRequests({ present, raw }: CarryOver): void {
  putRows(present, raw, 'used_request')
  const raise = raw.prepare('UPDATE signed_time SET at = max(at, @at)')
  for (const row of rowsOf(present, 'signed_time')) raise.run(row)
  const values = chain.map(name => `${name} = @${name}`).join(', ')
  const goOn = raw.prepare(
    `UPDATE machine SET ${values} WHERE id = @id AND installation_id IS @installation_id AND last_seen_at < @last_seen_at`,
  )
  const machines = `SELECT id, installation_id, ${chain.join(', ')} FROM machine`
  for (const row of present.prepare<[], Row>(machines).iterate()) goOn.run(row)
  const reissue = raw.prepare(
    `UPDATE license SET key_hash = @key_hash, key_hint = @key_hint, key_search = @key_search,
       proof_revision = @proof_revision WHERE id = @id AND proof_revision < @proof_revision`,
  )
  const keys = `SELECT id, key_hash, key_hint, key_search, proof_revision FROM license WHERE proof_revision > 1`
  for (const row of present.prepare<[], Row>(keys).iterate()) reissue.run(row)
}
