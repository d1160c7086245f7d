import { isSameMachine } from '../licensing/is-same-machine.ts'
import type { StoredLicense } from '../store/licenses.ts'
import { holdsActivation, loadInstallationMachines } from '../store/machines.ts'
import { activationRefusal } from './activation-refusal.ts'
import { answerMachine } from './answer-machine.ts'
import type { Binding } from './bind-machine.ts'
import { judgeTurn, repeatAnswer } from './judge-turn.ts'
import { noteAsked, type Round } from './round.ts'

/**
 * Refuses to activate a suspended license. An installation that holds an activation of it is told by a signed verdict, in its
 * turn, as with a heartbeat; nobody else leaves anything behind.
 *
 * @throws {HttpError} REQUEST_REPLAYED, CLONE_SUSPECTED, SIGNING_UNAVAILABLE
 */
export async function refuseSuspended(
  round: Round,
  license: StoredLicense,
  binding: Binding,
): Promise<Error> {
  const { request, installationId, fingerprint } = binding
  if (request === null || installationId === null) return activationRefusal('KEY_SUSPENDED')
  const machines = await loadInstallationMachines(round.tx, [installationId], [license.id])
  const known = machines.find(
    machine =>
      holdsActivation(machine) && isSameMachine(license.policy.match, machine.fingerprint, fingerprint),
  )
  if (known === undefined) return activationRefusal('KEY_SUSPENDED')
  const { turn, machine } = await judgeTurn(round, known, binding)
  const repeated = turn === 'again' ? repeatAnswer(round, license, known) : null
  if (repeated !== null) return activationRefusal('KEY_SUSPENDED', { token: repeated.token })
  const answer = await answerMachine(round, {
    license,
    machine,
    request,
    directive: 'suspend',
    complete: false,
  })
  round.renewed.push(answer.machine)
  noteAsked(round, binding, {
    licenseId: license.id,
    machineRow: known.id,
    machineId: known.machineId,
    outcome: 'suspended',
    directives: ['suspend'],
  })
  return activationRefusal('KEY_SUSPENDED', { token: answer.token })
}
