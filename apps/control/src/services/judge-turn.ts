import { directivesFor } from '../licensing/directives-for.ts'
import { judgeChain } from '../licensing/judge-chain.ts'
import type { StoredLicense } from '../store/licenses.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { isRequestUsed } from '../store/used-requests.ts'
import { activationRefusal } from './activation-refusal.ts'
import type { MachineAnswer } from './answer-machine.ts'
import { auditActivation } from './note-activation.ts'
import { type Asking, noteAsked, type Round } from './round.ts'
import { suspectClone } from './suspect-clone.ts'

/** How often a machine may begin its chain anew without the vendor. */
const restoreSeconds = 30 * 86_400

/** Whose turn it is, and the machine as it is answered. */
export interface Turn {
  /** `again` for the request that was answered last: it is given the same answer. */
  turn: 'next' | 'again'
  machine: StoredMachine
}

/**
 * Judges whether it is this request's turn in the chain of its machine. Two boxes that live one activation are flagged, both;
 * the lease of neither is touched.
 *
 * A machine that was put back from a backup and lost its place in the chain begins it anew by activating, once in 30 days:
 * audited, and the machine is marked as restored.
 *
 * @throws {HttpError} REQUEST_REPLAYED for a request that was answered before; CLONE_SUSPECTED
 * @see SECURITY-CASES.md rows 89, 90, 94, 100
 */
export async function judgeTurn(round: Round, known: StoredMachine, asking: Asking): Promise<Turn> {
  const { request } = asking
  if (request === null) return { turn: 'next', machine: known }
  const verdict = judgeChain(known, request, round.now)
  if (verdict === 'again') return { turn: 'again', machine: known }
  const follows = request.counter === known.counter && request.previousId === known.answerId
  if (follows) return { turn: 'next', machine: known }
  if (await isRequestUsed(round.tx, request.id)) throw activationRefusal('REQUEST_REPLAYED')
  if (verdict === 'next') return { turn: 'next', machine: known }
  const { restoredAt } = known
  // One that lies ahead was noted by a clock that has been put right since.
  const isRestoredAgain =
    restoredAt !== null && restoredAt <= round.now && round.now < restoredAt + restoreSeconds
  if (verdict === 'restart' && !isRestoredAgain) return restart(round, known, asking)
  throw await refuseCopy(round, known, asking, verdict === 'restart' ? restoredAt : null)
}

async function restart(round: Round, known: StoredMachine, asking: Asking): Promise<Turn> {
  const { hostname, address } = asking
  const machine = { ...known, restoredAt: round.now }
  await auditActivation(round, { ...machine, hostname: hostname ?? machine.hostname }, address, 'restore')
  return { turn: 'next', machine }
}

/** @param restoredAt - When the chain was begun anew before; null: it goes on from an answer that was gone on from already. */
async function refuseCopy(
  round: Round,
  known: StoredMachine,
  asking: Asking,
  restoredAt: number | null,
): Promise<Error> {
  const { row, isNew } = await suspectClone(round, known, asking)
  // What holds nothing any more is noted once.
  if (isNew || known.installationId === asking.request?.installationId)
    noteAsked(round, asking, {
      licenseId: known.licenseId,
      machineRow: row,
      machineId: known.machineId,
      outcome: 'clone_suspected',
    })
  if (restoredAt === null) return activationRefusal('CLONE_SUSPECTED')
  const on = new Date(restoredAt * 1000).toISOString().slice(0, 10)
  return activationRefusal('CLONE_SUSPECTED', {
    detail: `This machine was restored already on ${on}; ask the vendor to clear its flag.`,
    body: { restoredAt },
  })
}

/**
 * The answer a machine was given last, once more; null where the license has changed since, or where the next heartbeat would
 * be due by now, so that it gets a new one and not what is left of an old lease.
 */
export function repeatAnswer(
  { now, published }: Round,
  license: StoredLicense,
  known: StoredMachine,
): MachineAnswer | null {
  const verdict = license.status === 'suspended' ? 'suspend' : 'none'
  const { answerToken } = known
  if (answerToken === null || known.answerDirective !== verdict || known.sentRevision !== license.revision)
    return null
  if (now - known.lastSeenAt >= (license.policy.heartbeatSeconds ?? Number.POSITIVE_INFINITY)) return null
  const { directives } = directivesFor({ ...known, answerDirective: 'none' }, license, verdict, published)
  return { machine: known, token: answerToken, directives }
}
