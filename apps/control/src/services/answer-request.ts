import type { RequestAnswered } from '@licet/api/control'
import type { Fingerprint } from '@licet/license'
import { differingParts, isSameMachine } from '../licensing/is-same-machine.ts'
import type { StoredLicense } from '../store/licenses.ts'
import { findSuccessor, holdsActivation } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import { answerMachine, type MachineAnswer } from './answer-machine.ts'
import { bindMachine } from './bind-machine.ts'
import { assertProven } from './check-proof.ts'
import { judgeTurn, repeatAnswer } from './judge-turn.ts'
import { type Refused, refuseMachine, refuseRevoked } from './refuse-machine.ts'
import { refuseSuspended } from './refuse-suspended.ts'
import { noteAsked, type Round } from './round.ts'

/** A question by an installation's own key. */
export interface SignedAsking extends Refused {
  /** What shows that the license was given to whoever asks: its short key, or its signed text. */
  proof: string | null
}

/**
 * Answers an installation that asks about its license by its own key: to be activated, or to have its lease renewed.
 *
 * The first of these that holds decides: revoked, no longer its license, other machine, its turn in the chain, expired,
 * suspended, renewed. An installation that has nothing on the license, and never had, is activated only where it shows a
 * proof; without one it learns nothing about the license and leaves nothing behind.
 *
 * @param machines - What this installation has, or had, on this license, those seen last first.
 * @throws {HttpError} the refusal; where the verdict is final, with a signed token. What was written beside it stays.
 */
export async function answerRequest(
  round: Round,
  license: StoredLicense,
  machines: readonly StoredMachine[],
  asking: SignedAsking,
): Promise<RequestAnswered> {
  const known = machines.find(holdsActivation)
  const isFirst = known === undefined && asking.request.action === 'activate'
  if (isFirst && machines.length === 0) await assertProven(round, license, asking.proof)
  if (license.status === 'revoked') throw await refuseRevoked(round, license, machines[0] ?? null, asking)
  if (isFirst && machines.length > 0) await assertProven(round, license, asking.proof)
  if (asking.request.action === 'activate') return activate(round, license, asking)
  if (known === undefined) throw await refuseFormer(round, license, machines, asking)
  if (!isSameMachine(license.policy.match, known.fingerprint, fingerprintOf(asking)))
    throw await refuseMachine(round, license, known, asking)
  const { turn } = await judgeTurn(round, known, asking)
  assertNotExpired(round, license, known, asking)
  const repeated = turn === 'again' ? repeatAnswer(round, license, known) : null
  return toAnswer(license, repeated ?? (await renew(round, license, known, asking)))
}

/** The machine as a request describes it. */
export function fingerprintOf({ request }: Pick<SignedAsking, 'request'>): Fingerprint {
  return { ...request.fingerprint, uid: request.uid }
}

async function renew(
  round: Round,
  license: StoredLicense,
  known: StoredMachine,
  asking: SignedAsking,
): Promise<MachineAnswer> {
  const { request, hostname, productVersion } = asking
  const isSuspended = license.status === 'suspended'
  const answer = await answerMachine(round, {
    license,
    machine: { ...known, hostname, productVersion },
    request,
    directive: isSuspended ? 'suspend' : 'none',
    complete: false,
  })
  round.renewed.push(answer.machine)
  noteAsked(round, asking, {
    licenseId: license.id,
    machineRow: known.id,
    machineId: known.machineId,
    outcome: isSuspended ? 'suspended' : 'renewed',
    directives: answer.directives.map(({ type }) => type),
  })
  return answer
}

async function activate(
  round: Round,
  license: StoredLicense,
  asking: SignedAsking,
): Promise<RequestAnswered> {
  const { installationId } = asking.request
  const binding = { ...asking, fingerprint: fingerprintOf(asking), installationId }
  if (license.status === 'suspended') throw await refuseSuspended(round, license, binding)
  assertNotExpired(round, license, null, asking)
  const bound = await bindMachine(round, license, binding)
  return toAnswer(bound.license, bound)
}

function assertNotExpired(
  round: Round,
  license: StoredLicense,
  machine: StoredMachine | null,
  asking: SignedAsking,
): void {
  if (license.expiresAt === null || round.now < license.expiresAt) return
  if (machine !== null)
    noteAsked(round, asking, {
      licenseId: license.id,
      machineRow: machine.id,
      machineId: asking.request.uid,
      outcome: 'expired',
    })
  throw activationRefusal('KEY_EXPIRED')
}

/** An installation that holds nothing: it lost its place, or another one has taken over on its machine. */
async function refuseFormer(
  round: Round,
  license: StoredLicense,
  machines: readonly StoredMachine[],
  asking: SignedAsking,
): Promise<Error> {
  const former = machines.find(({ copyOf }) => copyOf === null) ?? null
  if (former !== null) return refuseMachine(round, license, former, asking)
  const successor = await findSuccessor(round.tx, license.id, asking.request.installationId)
  if (successor === null) return refuseMachine(round, license, null, asking)
  const isSameHardware = differingParts(successor.fingerprint, fingerprintOf(asking)).length === 0
  if (!isSameHardware) return refuseMachine(round, license, null, asking)
  // One machine, two installations that both go on: judged as the fork that it is.
  const ahead = Number.MAX_SAFE_INTEGER
  await judgeTurn(round, { ...successor, answerRequest: null, counter: ahead, counterMax: ahead }, asking)
  return activationRefusal('OTHER_MACHINE')
}

function toAnswer({ policy }: StoredLicense, { token, directives }: MachineAnswer): RequestAnswered {
  return { token, directives, nextHeartbeatSeconds: policy.heartbeatSeconds }
}
