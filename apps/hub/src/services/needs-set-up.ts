import type { HubDeps } from '../deps.ts'
import { hasAdmin } from '../store/users.ts'

/** True until the first administrator exists. */
export function needsSetUp({ database }: Pick<HubDeps, 'database'>): boolean {
  return !hasAdmin(database)
}
