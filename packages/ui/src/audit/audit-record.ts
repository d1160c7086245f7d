import type { ActorKind } from '@licet/api'

/** One entry of an audit log, as both servers tell it; `at` in epoch seconds. */
export interface AuditRecord {
  id: string
  sequence: number
  at: number
  actor: string
  actorName: string
  actorKind: ActorKind
  action: string
  target: string
  address: string
  hash: string
  detail: unknown
}

/** What is looked for in an audit log; `from` and `to` in epoch seconds, both inclusive. */
export interface AuditFilter {
  q?: string
  actor?: string
  action?: string
  from?: number
  to?: number
}

/** A page of an audit log. */
export interface AuditRecordPage {
  entries: readonly AuditRecord[]
  total: number
  next: string | null
}
