import type { RequestAnswered } from '@licet/api/control'
import type { Fingerprint } from '@licet/license'
import { isSameMachine } from '../licensing/is-same-machine.ts'
import type { StoredLicense } from '../store/licenses.ts'
import { findSuccessor, holdsActivation } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import { answerMachine, type MachineAnswer } from './answer-machine.ts'
import { bindMachine } from './bind-machine.ts'
import { judgeTurn, repeatAnswer } from './judge-turn.ts'
import { type Refused, refuseMachine, refuseRevoked } from './refuse-machine.ts'
import { noteAsked, type Round } from './round.ts'

/** A question by an installation's own key. */
export type SignedAsking = Refused

/**
 * Answers an installation that asks about its license by its own key: to be activated, or to have its lease renewed.
 *
 * The first of these that holds decides: revoked, no longer its license, other machine, its turn in the chain, expired,
 * suspended, renewed.
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
  if (license.status === 'revoked') throw await refuseRevoked(round, license, asking)
  const known = machines.find(holdsActivation)
  if (asking.request.action === 'activate') return activate(round, license, asking)
  if (known === undefined) throw await refuseFormer(round, license, machines, asking)
  if (!isSameMachine(license.policy.match, known.fingerprint, fingerprintOf(asking)))
    throw await refuseMachine(round, license, known, asking)
  const turn = await judgeTurn(round, known, asking)
  assertNotExpired(round, license, known, asking)
  const repeated = turn === 'again' ? repeatAnswer(round, license, known) : null
  return toAnswer(license, repeated ?? (await renew(round, license, known, asking)))
}

/** The machine as a request describes it. */
export function fingerprintOf({ request }: SignedAsking): Fingerprint {
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
  if (license.status === 'suspended') throw activationRefusal('KEY_SUSPENDED')
  assertNotExpired(round, license, null, asking)
  const { installationId } = asking.request
  const bound = await bindMachine(round, license, {
    ...asking,
    fingerprint: fingerprintOf(asking),
    installationId,
  })
  return toAnswer(bound.license, bound)
}

function assertNotExpired(
  round: Round,
  license: StoredLicense,
  machine: StoredMachine | null,
  asking: SignedAsking,
): void {
  if (license.expiresAt === null || round.now < license.expiresAt) return
  noteAsked(round, asking, {
    licenseId: license.id,
    machineRow: machine?.id ?? null,
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
  // One machine, two installations that both go on: judged as the fork that it is.
  await judgeTurn(round, { ...successor, answerRequest: null, counter: Number.MAX_SAFE_INTEGER }, asking)
  return activationRefusal('OTHER_MACHINE')
}

function toAnswer({ policy }: StoredLicense, { token, directives }: MachineAnswer): RequestAnswered {
  return { token, directives, nextHeartbeatSeconds: policy.heartbeatSeconds }
}
