import { directivesFor } from '../licensing/directives-for.ts'
import { judgeChain } from '../licensing/judge-chain.ts'
import { isRequestUsed } from '../store/heartbeats.ts'
import type { StoredLicense } from '../store/licenses.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import type { MachineAnswer } from './answer-machine.ts'
import { type Asking, noteAsked, type Round } from './round.ts'
import { suspectClone } from './suspect-clone.ts'

/**
 * Judges whether it is this request's turn in the chain of its machine. Two boxes that live one activation are flagged, both;
 * the lease of neither is touched.
 *
 * @returns `again` for the request that was answered last: it is given the same answer.
 * @throws {HttpError} REQUEST_REPLAYED for a request that was answered before; CLONE_SUSPECTED
 * @see SECURITY-CASES.md rows 90, 94, 100
 */
export async function judgeTurn(
  round: Round,
  known: StoredMachine,
  asking: Asking,
): Promise<'next' | 'again'> {
  const { request } = asking
  if (request === null) return 'next'
  const verdict = judgeChain(known, request, round.now)
  if (verdict === 'again') return verdict
  const follows = request.counter === known.counter && request.previousId === known.answerId
  if (follows) return 'next'
  if (await isRequestUsed(round.tx, request.id)) throw activationRefusal('REQUEST_REPLAYED')
  if (verdict !== 'fork') return 'next'
  const copy = await suspectClone(round, known, asking)
  noteAsked(round, asking, {
    licenseId: known.licenseId,
    machineRow: copy,
    machineId: known.machineId,
    outcome: 'clone_suspected',
  })
  throw activationRefusal('CLONE_SUSPECTED')
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
