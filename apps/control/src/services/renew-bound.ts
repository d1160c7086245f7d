import { machineIdOf } from '@licet/license'
import { isFullyKnown } from '../licensing/is-same-machine.ts'
import type { StoredLicense } from '../store/licenses.ts'
import { saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { isRequestUsed } from '../store/used-requests.ts'
import { activationRefusal } from './activation-refusal.ts'
import { answerMachine, type MachineAnswer } from './answer-machine.ts'
import type { Binding, Bound } from './bind-machine.ts'
import { judgeTurn, repeatAnswer } from './judge-turn.ts'
import { mintLicense } from './mint-license.ts'
import { auditActivation, noteActivated } from './note-activation.ts'
import type { Round } from './round.ts'

/**
 * Answers a machine that holds its activation already. The same question gets the same answer; another one renews the lease.
 *
 * An installation made anew on the same hardware takes the activation over from the one before; audited, and seen at the machine.
 *
 * @param counterMax - The highest counter that the installation which asks was ever answered at on this license.
 * @throws {HttpError} REQUEST_REPLAYED, CLONE_SUSPECTED, SIGNING_UNAVAILABLE
 */
export async function renewBound(
  round: Round,
  license: StoredLicense,
  known: StoredMachine,
  binding: Binding,
  counterMax: number,
): Promise<Bound> {
  const { tx } = round
  const { request } = binding
  const takesOver =
    binding.installationId !== null &&
    known.installationId !== null &&
    known.installationId !== binding.installationId
  const turn = takesOver ? null : await turnOf(round, license, known, binding)
  if (turn?.same) return { ...turn.same, license }
  if (takesOver && request !== null && (await isRequestUsed(tx, request.id)))
    throw activationRefusal('REQUEST_REPLAYED')
  const minted = await mintLicense(round, license)
  const isFirst = known.answerId === null
  const asked = turn?.machine ?? { ...known, counterMax, takenOverAt: round.now }
  const machine = described(isFirst ? { ...asked, firstAt: round.now } : asked, binding, takesOver)
  // Whoever names the machine but not the installation on it gets a lease of its own, beside that one's chain.
  const isGuest = binding.installationId === null && known.installationId !== null
  const answer = await answerMachine(round, {
    license: minted,
    machine: isGuest ? { ...machine, installationId: null } : machine,
    request,
    directive: 'none',
    complete: true,
  })
  await saveMachine(tx, isGuest ? { ...machine, lastSeenAt: round.now } : answer.machine)
  if (takesOver || isFirst)
    await auditActivation(round, answer.machine, binding.address, takesOver ? 'take_over' : 'activate')
  noteActivated(round, answer, binding)
  return { ...answer, machine: isGuest ? machine : answer.machine, license: minted }
}

/** Whose turn it is, and the answer to the same question once more. */
async function turnOf(
  round: Round,
  license: StoredLicense,
  known: StoredMachine,
  binding: Binding,
): Promise<{ machine: StoredMachine; same: MachineAnswer | null }> {
  if (binding.request !== null) {
    const { turn, machine } = await judgeTurn(round, known, binding)
    return { machine, same: turn === 'again' ? repeatAnswer(round, license, known) : null }
  }
  const asBefore = known.answerRequest === null && known.installationId === binding.installationId
  const isSame = asBefore && isFresh(license, known, round.now)
  return { machine: known, same: isSame ? repeatAnswer(round, license, known) : null }
}

/** A lease is renewed once half of its grace is over; one that ends with its license never needs to be. */
function isFresh({ policy, expiresAt }: StoredLicense, { leaseEndsAt }: StoredMachine, now: number): boolean {
  if (leaseEndsAt === null) return false
  return policy.graceSeconds === null
    ? leaseEndsAt === expiresAt
    : leaseEndsAt - now > policy.graceSeconds / 2
}

/** What was read out over the telephone is completed by what the machine says itself; what was installed anew is another machine id. */
function described(known: StoredMachine, binding: Binding, takesOver: boolean): StoredMachine {
  const isFully = isFullyKnown(binding.fingerprint)
  const isFuller = isFully && (takesOver || !isFullyKnown(known.fingerprint))
  return {
    ...known,
    ...(isFuller && { fingerprint: binding.fingerprint, machineId: machineIdOf(binding.fingerprint) }),
    installationId: binding.installationId ?? known.installationId,
    formerInstallationId: takesOver ? known.installationId : known.formerInstallationId,
    hostname: binding.hostname ?? known.hostname,
    productVersion: binding.productVersion ?? known.productVersion,
  }
}
