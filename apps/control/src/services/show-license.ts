import type { LicenseDetail, MachineView } from '@licet/api/control'
import { policyClaim } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import { licenseRowView } from '../licensing/license-row-view.ts'
import { vendorState } from '../licensing/vendor-state.ts'
import { loadAuditPage } from '../store/audit.ts'
import { loadHeartbeats } from '../store/heartbeats.ts'
import { loadMachines } from '../store/machines.ts'
import { loadRevisions } from '../store/revisions.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { heartbeatViewOf } from './heartbeat-views.ts'
import { loadLicense } from './load-license.ts'

const latest = 20
const machinesShown = 200

/** Everything about one license. @throws {HttpError} LICENSE_NOT_FOUND */
export async function showLicense(
  { clock, database }: Pick<ControlDeps, 'clock' | 'database'>,
  id: string,
): Promise<LicenseDetail> {
  const license = await loadLicense(database.db, id)
  const [revisions, machines, heartbeats, audit] = await Promise.all([
    loadRevisions(database.db, id),
    loadMachines(database.db, id),
    loadHeartbeats(database.db, id, latest),
    loadAuditPage(database.db, { target: id }, { limit: latest, before: null }),
  ])
  const now = clock.now()
  return {
    ...licenseRowView(license, now),
    stateReason: license.statusReason,
    features: { ...license.features },
    policy: policyClaim(license.policy),
    policyId: license.policyId,
    warnDays: license.warnDays,
    audience: [...license.audience],
    note: license.note,
    message: license.message,
    revisions: revisions.map(({ actorName, products, ...revision }) => ({
      ...revision,
      products: [...products],
      actor: actorName,
    })),
    activations: machines.slice(0, machinesShown).map(machineViewOf),
    heartbeats: heartbeats.map(heartbeatViewOf),
    audit: audit.entries.map(({ sequence, at, actorName, action, detail }) => ({
      sequence,
      at,
      actorName,
      action,
      detail,
    })),
    token: license.token,
    nextChange: vendorState(license, now).nextChange,
  }
}

/** A machine as it crosses HTTP. */
export function machineViewOf(machine: StoredMachine): MachineView {
  return {
    id: machine.id,
    licenseId: machine.licenseId,
    machineId: machine.machineId,
    installationId: machine.installationId,
    fingerprint: { ...machine.fingerprint },
    hostname: machine.hostname,
    productVersion: machine.productVersion,
    state: machine.state,
    copyOf: machine.copyOf,
    activatedAt: machine.firstAt,
    lastSeenAt: machine.lastSeenAt,
    leaseEndsAt: machine.leaseEndsAt,
    counter: machine.counter,
    endedAt: machine.endedAt,
    restoredAt: machine.restoredAt,
    takenOverAt: machine.takenOverAt,
  }
}
