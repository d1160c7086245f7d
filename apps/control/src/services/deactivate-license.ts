import type { FingerprintInput } from '@licet/api/control'
import { type ReleaseClaims, verifyRelease } from '@licet/license'
import { installationActor } from '../access/actor.ts'
import type { ControlDeps } from '../deps.ts'
import { fingerprintFrom } from '../licensing/fingerprint-input.ts'
import { isHolder } from '../licensing/is-same-machine.ts'
import { appendAudit } from '../store/audit.ts'
import { findLicenseByKey, type StoredLicense, setLicenseMachines } from '../store/licenses.ts'
import { endCopies, holdsActivation, loadMachines, saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { isRequestUsed } from '../store/used-requests.ts'
import { activationRefusal } from './activation-refusal.ts'
import { asInvalid } from './answer-installations.ts'
import { inRound } from './in-round.ts'
import { openByKey } from './open-by-key.ts'
import type { Round } from './round.ts'

/** Who gives a license up: the machine by its fingerprint, or its installation by a signed receipt. */
export interface Deactivation {
  key: string
  fingerprint?: FingerprintInput | undefined
  release?: string | undefined
  address: string
}

/**
 * Releases the place that a machine holds on a license, where the license lets its holder do so and is not suspended. Once more
 * changes nothing.
 *
 * @throws {HttpError} RATE_LIMITED, KEY_MISTYPED, KEY_UNKNOWN, KEY_SUSPENDED, KEY_REVOKED, TRANSFER_FORBIDDEN, OTHER_MACHINE, FINGERPRINT_INVALID,
 *   REQUEST_INVALID
 */
export async function deactivateLicense(deps: ControlDeps, wanted: Deactivation): Promise<void> {
  const keyHash = await openByKey(deps, wanted.key, wanted.address)
  const receipt = wanted.release === undefined ? null : await readRelease(wanted.release)
  const fingerprint = receipt === null ? fingerprintFrom(wanted.fingerprint) : null
  await inRound(deps, async round => {
    const license = await findLicenseByKey(round.tx, keyHash)
    if (license === null) throw activationRefusal('KEY_UNKNOWN')
    if (receipt !== null) return takeRelease(round, license, receipt, wanted.address)
    assertReleasable(license)
    const machines = await loadMachines(round.tx, license.id)
    const caller = { fingerprint: fingerprint ?? {}, installationId: null }
    const isThis = (machine: StoredMachine): boolean => isHolder(license.policy.match, machine, caller)
    const held = machines.find(machine => holdsActivation(machine) && isThis(machine))
    if (held !== undefined) return releaseMachine(round, license, held, wanted.address)
    if (!machines.some(isThis) && machines.some(holdsActivation)) throw activationRefusal('OTHER_MACHINE')
  })
}

/**
 * Takes the receipt of an installation that gave its activation up. A receipt releases one activation, once; what was activated
 * after it stays.
 *
 * @throws {HttpError} KEY_SUSPENDED, KEY_REVOKED, TRANSFER_FORBIDDEN, OTHER_MACHINE
 */
export async function takeRelease(
  round: Round,
  license: StoredLicense,
  receipt: ReleaseClaims,
  address: string,
): Promise<void> {
  assertReleasable(license)
  const machines = await loadMachines(round.tx, license.id)
  const own = machines.filter(({ installationId }) => installationId === receipt.installationId)
  const named = own.find(machine => [machine.answerId, machine.formerAnswerId].includes(receipt.activationId))
  if (receipt.licenseId !== license.id || named === undefined) throw activationRefusal('OTHER_MACHINE')
  if (!holdsActivation(named) || (await isRequestUsed(round.tx, receipt.id))) return
  await releaseMachine(round, license, named, address)
  round.used.push(receipt.id)
  round.asked.push({
    at: round.now,
    licenseId: license.id,
    machineRow: named.id,
    installationId: receipt.installationId,
    hostname: named.hostname,
    productVersion: named.productVersion,
    skewSeconds: null,
    requestId: receipt.id,
    counter: receipt.counter,
    outcome: 'released',
    directives: [],
    address,
  })
}

/** Reads a receipt. @throws {HttpError} REQUEST_INVALID */
export async function readRelease(text: string): Promise<ReleaseClaims> {
  try {
    return await verifyRelease(text, { now: null })
  } catch (error) {
    throw asInvalid(error, 'release')
  }
}

/** While the vendor has suspended a license, nothing is given up that shows it: a receipt counts once it is reinstated. */
function assertReleasable({ policy, status }: StoredLicense): void {
  if (status === 'revoked') throw activationRefusal('KEY_REVOKED')
  if (status === 'suspended') throw activationRefusal('KEY_SUSPENDED')
  if (policy.transfer !== 'self') throw activationRefusal('TRANSFER_FORBIDDEN')
}

async function releaseMachine(
  { tx, now }: Round,
  license: StoredLicense,
  machine: StoredMachine,
  address: string,
): Promise<void> {
  await saveMachine(tx, { ...machine, state: 'released', endedAt: now })
  await endCopies(tx, machine.id, now)
  await setLicenseMachines(tx, license.id, Math.max(0, license.machines - 1))
  const actorId = machine.installationId ?? machine.machineId
  await appendAudit(tx, {
    actor: installationActor(actorId, machine.hostname ?? actorId, address),
    action: 'license.revoke',
    target: license.id,
    detail: { verb: 'deactivate', machine: machine.id, hostname: machine.hostname },
    at: now,
  })
}
