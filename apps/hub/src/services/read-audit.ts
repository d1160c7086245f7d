import {
  actorKindOf,
  type auditCheckpoint,
  type auditPage,
  type auditQuery,
  type auditVerified,
} from '@licet/api'
import { auditHead, type ChainedRecord, HttpError, readAuditChain, verifyAuditLog } from '@licet/server'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit, loadAuditPage } from '../store/audit.ts'

/** One page of the log, newest first. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export function readAudit(
  { database }: Pick<HubDeps, 'database'>,
  { limit, cursor, ...filter }: z.infer<typeof auditQuery>,
): z.infer<typeof auditPage> {
  const page = loadAuditPage(database, filter, { limit: limit + 1, before: parseCursor(cursor) })
  const entries = page.entries
    .slice(0, limit)
    .map(entry => ({ ...entry, actorKind: actorKindOf(entry.actor) }))
  const next = page.entries.length > limit ? String(entries.at(-1)?.sequence) : null
  return { entries, total: page.total, next }
}

/** The head of the chain, signed by the installation. */
export async function signCheckpoint({
  database,
  clock,
  installation,
}: HubDeps): Promise<z.infer<typeof auditCheckpoint>> {
  const { sequence, hash } = auditHead(database.raw)
  const facts = { sequence, head: hash, at: clock.now(), installationId: installation.id }
  const checkpoint = await installation.sign(facts, 'checkpoint+jwt')
  return { ...facts, checkpoint, jwk: { ...installation.publicJwk } }
}

/** Walks the whole chain. */
export function verifyAudit({ database }: Pick<HubDeps, 'database'>): z.infer<typeof auditVerified> {
  return verifyAuditLog(database.raw)
}

/** Every entry, oldest first; that it was exported is the last of them. */
export function exportAudit({ database, clock, installation }: HubDeps, actor: Actor): ChainedRecord[] {
  const note = { actor, action: 'audit.export', target: installation.id }
  database.transact(tx => appendAudit(tx, note, clock.now()))
  return [...readAuditChain(database.raw)]
}

function parseCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new HttpError('REQUEST_INVALID', { fields: { cursor: 'This is no cursor of a page before.' } })
}
