import type { updateProfile as updateBody } from '@licet/api'
import type { staffAccount } from '@licet/api/control'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { loadKnownStaff, updateStaffRow } from '../store/staff.ts'
import { toStaffAccount } from './staff-views.ts'

/** Changes what is one's own to change: name, language, theme. */
export async function updateProfile(
  { clock, database }: Pick<ControlDeps, 'clock' | 'database'>,
  actor: Actor,
  change: z.infer<typeof updateBody>,
): Promise<z.infer<typeof staffAccount>> {
  return database.transact(async tx => {
    const at = clock.now()
    await updateStaffRow(tx, actor.id, change, at)
    await appendAudit(tx, { actor, action: 'profile.update', target: actor.id, detail: change, at })
    return toStaffAccount(await loadKnownStaff(tx, actor.id))
  })
}
