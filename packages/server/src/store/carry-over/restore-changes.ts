import type { carriedOver, lostByRestore, restoreChanges, restorePreview } from '@licet/api'
import type { z } from 'zod'
import { DatabaseFileError } from '../open-file.ts'

/** What a restore does to what is in use now. */
export type RestoreChanges = z.infer<typeof restoreChanges>
/** What a restore would do, and how the accounts would fit the license then. */
export type RestorePreview = z.infer<typeof restorePreview>
/** What a restore leaves as it is now: it was ended, lowered or replaced after the backup was made. */
export type CarriedOver = z.infer<typeof carriedOver>
/** What exists now and is gone after the restore. */
export type Lost = z.infer<typeof lostByRestore>
/** How the audit log of a backup relates to the one in use. */
export type LogRelation = RestoreChanges['log']['relation']

/** Something was to be given back that was not ended since the backup, or that must stay ended. */
export class ReviveRefused extends DatabaseFileError {
  constructor(id: string) {
    super(`${id} cannot be given back: it is no account, service key or API token that was ended since.`)
  }
}

/** What a restore of a backup beside nothing does: nothing can be carried over. */
export function nothingPresent(present: 'damaged' | 'absent', backupEntries: number): RestoreChanges {
  return {
    present,
    log: { relation: 'unknown', kept: 'backup', presentEntries: 0, backupEntries },
    foreign: false,
    carriedOver: [],
    lost: [],
  }
}

/** @throws {ReviveRefused} for an id that is none of those that may be given back. */
export function assertRevivable(changes: RestoreChanges, revive: readonly string[]): void {
  const optional = new Set(changes.carriedOver.filter(one => one.optional).map(({ id }) => id))
  const refused = revive.find(id => !optional.has(id))
  if (refused !== undefined) throw new ReviveRefused(refused)
}
