import type { offlineHistory } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { loadOfflineAnswers } from '../store/offline-answers.ts'

type Entry = z.infer<typeof offlineHistory>['entries'][number]

/** One page of what was answered by hand, newest first. */
export async function listOfflineAnswers(
  { database }: Pick<ControlDeps, 'database'>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof offlineHistory>> {
  const rows = await loadOfflineAnswers(database.db, { limit, before: cursor })
  const entries = rows.slice(0, limit).map(row => ({
    id: row.id,
    at: row.at,
    licenseId: row.license_id,
    customer: { id: row.customer_id, name: row.customer_name },
    machineRow: row.machine_row,
    installationId: row.installation_id,
    kind: row.kind as Entry['kind'],
    via: row.via as Entry['via'],
    actorName: row.actor_name,
  }))
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null }
}
