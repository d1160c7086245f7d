import { actorKindOf, type auditPage, type auditQuery, type auditVerified } from '@licet/api'
import type { controlCheckpoint } from '@licet/api/control'
import { type ChainedRecord, HttpError, verifyChain } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit, loadAuditAfter, loadAuditHead, loadAuditPage } from '../store/audit.ts'

const batch = 1000

/** One page of the log, newest first. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function readAudit(
  { database }: Pick<ControlDeps, 'database'>,
  { limit, cursor, ...filter }: z.infer<typeof auditQuery>,
): Promise<z.infer<typeof auditPage>> {
  const page = await loadAuditPage(database.db, filter, { limit: limit + 1, before: parseCursor(cursor) })
  const entries = page.entries
    .slice(0, limit)
    .map(entry => ({ ...entry, actorKind: actorKindOf(entry.actor) }))
  const next = page.entries.length > limit ? String(entries.at(-1)?.sequence) : null
  return { entries, total: page.total, next }
}

/** The head of the chain, signed by the license key that is active. @throws {HttpError} SIGNING_UNAVAILABLE */
export async function signCheckpoint({
  clock,
  controlId,
  database,
  keys,
}: ControlDeps): Promise<z.infer<typeof controlCheckpoint>> {
  const { sequence, hash } = await loadAuditHead(database.db)
  const facts = { sequence, head: hash, at: clock.now(), installationId: controlId }
  const { kid } = await keys.active('license')
  return { ...facts, kid, checkpoint: await keys.sign('license', 'checkpoint+jwt', facts) }
}

/** Walks the whole chain. */
export async function verifyAudit({
  database,
}: Pick<ControlDeps, 'database'>): Promise<z.infer<typeof auditVerified>> {
  const records: ChainedRecord[] = []
  for await (const entries of allEntries(database)) records.push(...entries)
  return verifyChain(records)
}

/** Every entry, oldest first; that it was exported is the last of them. */
export async function exportAudit(
  { clock, controlId, database }: ControlDeps,
  actor: Actor,
): Promise<ChainedRecord[]> {
  const note = { actor, action: 'audit.export', target: controlId, at: clock.now() }
  await database.transact(tx => appendAudit(tx, note))
  const records: ChainedRecord[] = []
  for await (const entries of allEntries(database)) records.push(...entries)
  return records
}

async function* allEntries({ db }: ControlDeps['database']): AsyncGenerator<ChainedRecord[]> {
  let sequence = 0
  for (;;) {
    const entries = await loadAuditAfter(db, sequence, batch)
    const last = entries.at(-1)
    if (last === undefined) return
    yield entries
    sequence = last.sequence
  }
}

function parseCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new HttpError('REQUEST_INVALID', { fields: { cursor: 'This is no cursor of a page before.' } })
}
