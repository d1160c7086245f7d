import { isSameMachine } from '../licensing/is-same-machine.ts'
import { isRequestUsed } from '../store/heartbeats.ts'
import { type StoredLicense, setLicenseMachines } from '../store/licenses.ts'
import { holdsActivation, insertMachine, loadMachines, saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import { answerMachine, type MachineAnswer } from './answer-machine.ts'
import { mintLicense } from './mint-license.ts'
import { type NamedMachine, newMachine } from './new-machine.ts'
import { auditActivation, noteActivated } from './note-activation.ts'
import { renewBound } from './renew-bound.ts'
import type { Asking, Round } from './round.ts'

/** A machine that wants to live on a license. */
export interface Binding extends Asking, NamedMachine {}

/** What came of it; the license is minted where this was its first activation. */
export interface Bound extends MachineAnswer {
  license: StoredLicense
}

/**
 * Binds a license to a machine, or finds it bound already and renews its lease. Revoked, suspended and expired licenses were
 * refused before.
 *
 * The machines that hold an activation are counted and the new one is written in one transaction, so that of many that race
 * for the last place one wins.
 *
 * @throws {HttpError} OTHER_MACHINE, MACHINES_EXHAUSTED, REQUEST_REPLAYED, CLONE_SUSPECTED, SIGNING_UNAVAILABLE
 */
export async function bindMachine(round: Round, license: StoredLicense, binding: Binding): Promise<Bound> {
  const machines = await loadMachines(round.tx, license.id)
  const holding = machines.filter(holdsActivation)
  const same = machines.filter(machine => isSame(license, machine, binding))
  const known =
    same.find(machine => holdsActivation(machine) && machine.installationId === binding.installationId) ??
    same.find(holdsActivation)
  if (known !== undefined) return renewBound(round, license, known, binding)
  const movedAway = machines.some(
    machine =>
      machine.state === 'rebound' &&
      (same.includes(machine) || isInstallation(machine, binding.installationId)),
  )
  // Whoever lost its place to another by decision does not take the next one that is free.
  if (movedAway) throw activationRefusal('OTHER_MACHINE')
  if (binding.request !== null && (await isRequestUsed(round.tx, binding.request.id)))
    throw activationRefusal('REQUEST_REPLAYED')
  const replaced = holding.find(machine => isInstallation(machine, binding.installationId))
  const { machines: allowed } = license.policy
  if (allowed !== null && license.machines >= allowed)
    throw activationRefusal(allowed === 1 ? 'OTHER_MACHINE' : 'MACHINES_EXHAUSTED')
  if (allowed === null && replaced !== undefined)
    await saveMachine(round.tx, { ...replaced, state: 'released', endedAt: round.now })
  const count = license.machines + (allowed === null && replaced !== undefined ? 0 : 1)
  return bindNew(round, { ...license, machines: count }, binding)
}

async function bindNew(round: Round, license: StoredLicense, binding: Binding): Promise<Bound> {
  const { tx, now } = round
  const minted = await mintLicense(round, license)
  const answer = await answerMachine(round, {
    license: minted,
    machine: newMachine(license.id, binding, now),
    request: binding.request,
    directive: 'none',
    complete: true,
  })
  await insertMachine(tx, answer.machine)
  await setLicenseMachines(tx, license.id, license.machines)
  await auditActivation(round, answer.machine, binding.address, 'activate')
  noteActivated(round, answer, binding)
  return { ...answer, license: minted }
}

function isSame(license: StoredLicense, machine: StoredMachine, { fingerprint }: Binding): boolean {
  return isSameMachine(license.policy.match, machine.fingerprint, fingerprint)
}

function isInstallation(machine: StoredMachine, installationId: string | null): boolean {
  return installationId !== null && machine.installationId === installationId
}
