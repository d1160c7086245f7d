import { isHolder, isSameMachine } from '../licensing/is-same-machine.ts'
import { type StoredLicense, setLicenseMachines } from '../store/licenses.ts'
import { endCopies, holdsActivation, insertMachine, loadMachines, saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { isRequestUsed } from '../store/used-requests.ts'
import { activationRefusal } from './activation-refusal.ts'
import { answerMachine, type MachineAnswer } from './answer-machine.ts'
import { mintLicense } from './mint-license.ts'
import { type NamedMachine, newMachine } from './new-machine.ts'
import { auditActivation, noteActivated } from './note-activation.ts'
import { refuseMachine } from './refuse-machine.ts'
import { refuseOther } from './refuse-other.ts'
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
 * for the last place one wins. A place whose lease has ended goes to whoever activates next, as far as the license may be
 * moved by its holder or it is the same machine.
 *
 * @throws {HttpError} OTHER_MACHINE, MACHINES_EXHAUSTED, REQUEST_REPLAYED, CLONE_SUSPECTED, SIGNING_UNAVAILABLE
 */
export async function bindMachine(round: Round, license: StoredLicense, binding: Binding): Promise<Bound> {
  const machines = await loadMachines(round.tx, license.id)
  const holding = machines.filter(holdsActivation)
  const own = machines.filter(machine => isInstallation(machine, binding.installationId))
  const counterMax = Math.max(0, ...own.map(machine => machine.counterMax))
  const known = findHeld(license, holding, binding)
  if (known !== undefined) return renewBound(round, license, known, binding, counterMax)
  const { request } = binding
  const movedAway = machines.find(
    machine =>
      machine.state === 'rebound' &&
      (own.includes(machine) || isHolder(license.policy.match, machine, binding)),
  )
  // Whoever lost its place to another by decision does not take the next one that is free.
  if (movedAway !== undefined)
    throw request !== null && own.includes(movedAway)
      ? await refuseMachine(round, license, movedAway, { ...binding, request })
      : activationRefusal('OTHER_MACHINE')
  if (request !== null && (await isRequestUsed(round.tx, request.id)))
    throw activationRefusal('REQUEST_REPLAYED')
  const replaced = holding.find(machine => own.includes(machine))
  const { machines: allowed } = license.policy
  const isFull = allowed !== null && license.machines >= allowed
  const freed = isFull ? findLapsed(license, holding, binding, round.now) : replaced
  if (isFull && freed === undefined) throw await refuseOther(round, license, { holding, replaced }, binding)
  if (freed === undefined || (allowed !== null && !isFull))
    return bindNew(round, { ...license, machines: license.machines + 1 }, binding, { counterMax })
  await saveMachine(round.tx, { ...freed, state: 'released', endedAt: round.now })
  await endCopies(round.tx, freed.id, round.now)
  return bindNew(round, license, binding, { counterMax, from: freed })
}

/** Where the installation holds its activation already, or where it may take the place of another on the same machine. */
function findHeld(
  license: StoredLicense,
  holding: readonly StoredMachine[],
  binding: Binding,
): StoredMachine | undefined {
  const same = holding.filter(machine => isHolder(license.policy.match, machine, binding))
  return same.find(({ installationId }) => installationId === binding.installationId) ?? same[0]
}

/** The place that was given up longest ago by not renewing its lease, of those that may go to another machine. */
function findLapsed(
  { policy }: StoredLicense,
  holding: readonly StoredMachine[],
  { fingerprint }: Binding,
  now: number,
): StoredMachine | undefined {
  return holding
    .filter(({ leaseEndsAt }) => leaseEndsAt !== null && leaseEndsAt <= now)
    .filter(
      machine => policy.transfer === 'self' || isSameMachine(policy.match, machine.fingerprint, fingerprint),
    )
    .toSorted((a, b) => (a.leaseEndsAt ?? 0) - (b.leaseEndsAt ?? 0))[0]
}

/** @param how.from - The machine whose place it takes. */
async function bindNew(
  round: Round,
  license: StoredLicense,
  binding: Binding,
  how: { counterMax: number; from?: StoredMachine },
): Promise<Bound> {
  const { tx, now } = round
  const { counterMax, from } = how
  const minted = await mintLicense(round, license)
  const isTakeOver = from !== undefined && !isInstallation(from, binding.installationId)
  const takenOverAt = isTakeOver ? now : null
  const answer = await answerMachine(round, {
    license: minted,
    machine: { ...newMachine(license.id, binding, now), counterMax, takenOverAt },
    request: binding.request,
    directive: 'none',
    complete: true,
  })
  await insertMachine(tx, answer.machine)
  await setLicenseMachines(tx, license.id, license.machines)
  const verb = isTakeOver ? 'take_over' : 'activate'
  await auditActivation(round, answer.machine, binding.address, verb, from && { from: from.id })
  noteActivated(round, answer, binding)
  return { ...answer, license: minted }
}

function isInstallation(machine: StoredMachine, installationId: string | null): boolean {
  return installationId !== null && machine.installationId === installationId
}
