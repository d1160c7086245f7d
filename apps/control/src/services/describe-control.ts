import type { controlAbout } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { loadAuditHead } from '../store/audit.ts'
import { loadSettings } from '../store/settings.ts'
import { hasSuperAdmin } from '../store/staff.ts'

/** What anybody may know. */
export async function describeControl({
  config,
  database,
  trust,
  version,
}: ControlDeps): Promise<z.infer<typeof controlAbout>> {
  const { activationMessage } = await loadSettings(database.db)
  return {
    name: 'Licet Control',
    version,
    evaluation: config.evaluation,
    setupRequired: !(await hasSuperAdmin(database.db)),
    issuer: trust.issuer,
    activationMessage,
  }
}

/** Whether the database answers. */
export async function isReady({ database }: Pick<ControlDeps, 'database'>): Promise<boolean> {
  try {
    await loadAuditHead(database.db)
    return true
  } catch {
    return false
  }
}
