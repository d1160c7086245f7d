import type { LicenseReport } from '@licet/api'
import { forecast } from '@licet/license'
import type { HubDeps } from '../deps.ts'
import { licenseStatus } from '../licensing/license-status.ts'
import { licenseView } from '../licensing/license-view.ts'
import { loadSeatHolders } from '../store/user-pages.ts'
import { toHolder } from './assert-seats.ts'

const holdersMax = 50

/** Everything known about the license: what it gives, where it came from, who holds its seats, and what lies ahead. */
export async function reportLicense(deps: HubDeps): Promise<LicenseReport> {
  const { licensing, clock, config, database, installation, managed } = deps
  const snapshot = await licensing.snapshot()
  const state = licensing.evaluate(snapshot)
  const { license, next } = state
  const held = snapshot.held.find(({ verified }) => verified !== null && verified === license)?.stored
  const facts = { ...snapshot.facts, seatsUsed: licensing.seatsUsed() }
  const { revocations } = snapshot
  return {
    status: licenseStatus(state, { evaluation: config.evaluation, seatsUsed: facts.seatsUsed }),
    license: license && licenseView(license),
    queued: next === null || next === license ? null : licenseView(next),
    source: held?.source ?? null,
    managed: config.managedLicense !== null,
    managedError: managed.fault(),
    activatedAt: held?.activatedAt ?? null,
    activatedBy: held?.activatedBy ?? null,
    installationId: installation.id,
    seats: {
      limit: licensing.limitOf(state),
      used: facts.seatsUsed,
      holders: loadSeatHolders(database, holdersMax).map(toHolder),
    },
    clock: {
      now: clock.now(),
      system: clock.system(),
      warning: clock.warning(),
      skewSeconds: clock.skewSeconds(),
    },
    revocations: revocations && {
      sequence: revocations.sequence,
      issuedAt: revocations.issuedAt,
      count: revocations.revoked.size,
    },
    timeline: forecast(facts, clock.now()).map(({ at, state: then }) => ({
      at,
      state: then.kind,
      message: then.message,
    })),
  }
}
