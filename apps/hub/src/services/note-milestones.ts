import type { HubDeps } from '../deps.ts'
import type { PlannedView } from '../licensing/licensing.ts'
import type { Channel } from '../notifications/channel.ts'
import { changeMilestone, licenseInForce, type Milestone, milestonesOf } from '../notifications/milestones.ts'
import type { HubDatabase } from '../store/database.ts'
import { insertNotification, isNoted, loadSeenLicense, saveSeenLicense } from '../store/notifications.ts'
import { loadSettings } from '../store/settings.ts'

type Deps = Pick<HubDeps, 'database' | 'clock' | 'licensing'>

/**
 * Notes every milestone that holds now and was not noted before; each once, whatever other processes do meanwhile.
 *
 * Nothing is written, and no lock taken, where there is nothing new. The license that is found the first time is no change.
 */
export async function noteMilestones(deps: Deps, channels: readonly Channel[]): Promise<void> {
  const { database, clock, licensing } = deps
  const snapshot = await licensing.snapshot()
  const facts = { ...snapshot.facts, seatsUsed: licensing.seatsUsed() }
  const state = licensing.evaluate(snapshot)
  const now = clock.now()
  if (!isNews(database, { snapshot, facts, state, limit: licensing.limitOf(state), now })) return
  const names = channels.map(({ name }) => name)
  await licensing.withPlan(
    async () => undefined,
    (tx, view) => {
      const times = { now: view.now, due: clock.system() }
      for (const milestone of milestonesNow(tx, view)) insertNotification(tx, milestone, names, times)
      const inForce = licenseInForce(view)
      if (inForce !== null) saveSeenLicense(tx, inForce)
    },
  )
}

function isNews(database: HubDatabase, view: PlannedView): boolean {
  const inForce = licenseInForce(view)
  const isOtherLicense = inForce !== null && inForce !== loadSeenLicense(database)
  return (
    isOtherLicense || milestonesNow(database, view).some(milestone => !isNoted(database, milestone, view.now))
  )
}

function milestonesNow(database: HubDatabase, view: PlannedView): Milestone[] {
  const milestones = milestonesOf(view, loadSettings(database).seatWarningPercent)
  const before = loadSeenLicense(database)
  const inForce = licenseInForce(view)
  const isChange = before !== null && inForce !== null && inForce !== before
  return isChange ? [changeMilestone(view.state, before, inForce), ...milestones] : milestones
}
