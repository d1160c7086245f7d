import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { saveDismissal } from '../store/banner-dismissals.ts'
import { bannersFor } from './banners.ts'

/**
 * Puts a banner away, for one account and for as long as the banner allows.
 *
 * @throws {HttpError} NOT_FOUND when no such banner is shown to this account; FORBIDDEN when it cannot be dismissed.
 */
export async function dismissBanner(deps: HubDeps, actor: Actor, id: string): Promise<void> {
  const banner = (await bannersFor(deps, actor)).find(shown => shown.id === id)
  if (!banner) throw new HttpError('NOT_FOUND')
  const { dismiss } = banner
  if (typeof dismiss !== 'number') throw new HttpError('FORBIDDEN')
  deps.database.transact(tx => saveDismissal(tx, actor.id, id, deps.clock.now() + dismiss))
}
