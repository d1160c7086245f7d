import type { Effect, rebindLicense as rebindLicenseBody } from '@licet/api/control'
import { LicenseError, parseMachineUid } from '@licet/license'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { fingerprintFrom } from '../licensing/fingerprint-input.ts'
import { foreseeEffect } from '../licensing/foresee-effect.ts'
import { refuseField } from '../licensing/license-term.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type StoredLicense, saveLicense } from '../store/licenses.ts'
import { endCopies, holdsActivation, insertMachine, loadMachines, saveMachine } from '../store/machines.ts'
import { insertRevision } from '../store/revisions.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { signOrRefuse } from './issue-license.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { type NamedMachine, newMachine } from './new-machine.ts'
import { nextRevision } from './renew-license.ts'
import { showLicense } from './show-license.ts'
import type { LicenseChanged } from './suspend-license.ts'

type Wanted = z.infer<typeof rebindLicenseBody>

/** How often a license is moved away from a machine within a day: five times, or as often as it allows machines. */
const rebindsMin = 5
const rebindSeconds = 86_400

/**
 * Moves a license away from a machine: to the one that is named, else to whichever activates next. The old machine is locked
 * when it next asks. A license that may not be transferred is revoked and issued anew instead.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT, MACHINE_NOT_FOUND, TRANSFER_FORBIDDEN, REQUEST_INVALID,
 *   FINGERPRINT_INVALID, SIGNING_UNAVAILABLE, RATE_LIMITED
 * @see SECURITY-CASES.md row 102
 */
export async function rebindLicense(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  wanted: Wanted,
): Promise<LicenseChanged> {
  const now = deps.clock.now()
  const target = readTarget(wanted)
  const rebind = async (tx: ControlTransaction): Promise<Effect> => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'in_force', 'suspended')
    if (before.policy.transfer === 'none') throw new HttpError('TRANSFER_FORBIDDEN')
    const machines = await loadMachines(tx, id)
    assertMayMove(before, machines, now)
    const old = machineToEnd(machines, wanted.machineRow)
    const count = before.machines - (old === null ? 0 : 1) + (target === null ? 0 : 1)
    const { machines: allowed } = before.policy
    if (allowed !== null && count > allowed)
      refuseField('machineRow', 'Name the machine that gives the license up.')
    const revised = nextRevision({ ...before, machines: count }, now)
    const after = wanted.preview === true ? revised : await signOrRefuse(deps, revised)
    if (wanted.preview !== true)
      await writeRebind(tx, actor, { before, after, old, target, reason: wanted.reason })
    const hit = (machine: StoredMachine): boolean => machine.id === old?.id
    return foreseeEffect({ before, after, machines, hit }, deps.trust.issuer, now)
  }
  const effect = await deps.database.transact(rebind)
  return { license: await showLicense(deps, id), effect }
}

/** Whoever moves a license around all day lends it out. What is counted is what stands in the database, on any instance. */
function assertMayMove(
  { policy, machines: held }: StoredLicense,
  machines: readonly StoredMachine[],
  now: number,
) {
  const left = machines
    .flatMap(({ state, endedAt }) => (state === 'rebound' && endedAt !== null ? [endedAt] : []))
    .filter(endedAt => endedAt > now - rebindSeconds)
    .toSorted((a, b) => b - a)
  const earliest = left[Math.max(rebindsMin, policy.machines ?? held) - 1]
  if (earliest === undefined) return
  throw new HttpError('RATE_LIMITED', {
    retryAfterSeconds: Math.min(earliest + rebindSeconds - now, rebindSeconds),
  })
}

function readTarget(wanted: Wanted): NamedMachine | null {
  const { fingerprint, machineUid, installationId = null } = wanted
  if (fingerprint !== undefined && machineUid !== undefined)
    refuseField('machineUid', 'Name the new machine once: by its fingerprint, or by its UID.')
  const unnamed = { hostname: null, productVersion: null }
  if (machineUid !== undefined) {
    const parsed = readUid(machineUid)
    return { ...unnamed, fingerprint: { uid: parsed.uid }, installationId: parsed.installationId }
  }
  return fingerprint === undefined
    ? null
    : { ...unnamed, fingerprint: fingerprintFrom(fingerprint), installationId }
}

function readUid(text: string): { installationId: string; uid: string } {
  try {
    return parseMachineUid(text)
  } catch (error) {
    return refuseField(
      'machineUid',
      error instanceof LicenseError ? error.message : 'This is no machine UID.',
    )
  }
}

function machineToEnd(machines: readonly StoredMachine[], row: string | undefined): StoredMachine | null {
  const holding = machines.filter(holdsActivation)
  if (row === undefined) {
    if (holding.length > 1) refuseField('machineRow', 'Name the machine that gives the license up.')
    return holding[0] ?? null
  }
  const named = holding.find(({ id }) => id === row)
  if (named === undefined) throw new HttpError('MACHINE_NOT_FOUND')
  return named
}

async function writeRebind(
  tx: ControlTransaction,
  actor: Actor,
  done: {
    before: StoredLicense
    after: StoredLicense
    old: StoredMachine | null
    target: NamedMachine | null
    reason: string
  },
): Promise<void> {
  const { before, after, old, target, reason } = done
  const { id, revisedAt: now, revision } = after
  if (old !== null) {
    await saveMachine(tx, { ...old, state: 'rebound', endedAt: now })
    await endCopies(tx, old.id, now)
  }
  const next = target === null ? null : newMachine(id, target, now)
  if (next !== null) await insertMachine(tx, next)
  await saveLicense(tx, before, after)
  await insertRevision(tx, after, { reason, actorName: actor.name })
  await appendAudit(tx, {
    actor,
    action: 'license.revoke',
    target: id,
    detail: { verb: 'rebind', reason, revision, from: old?.machineId ?? null, to: next?.machineId ?? null },
    at: now,
  })
}
