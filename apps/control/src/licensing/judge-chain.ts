import type { RequestClaims } from '@licet/license'
import type { StoredMachine } from '../store/stored-machine.ts'

/**
 * How a request stands to the last answer that its installation was given: it goes on from it (`next`), is the same
 * question once more (`again`), begins anew (`restart`), or goes on from an answer that was already gone on from (`fork`).
 */
export type ChainVerdict = 'next' | 'again' | 'restart' | 'fork'

type Chain = Pick<
  StoredMachine,
  'counter' | 'counterMax' | 'chainOpen' | 'answerId' | 'answerRequest' | 'answerRequestEndsAt'
>

/**
 * Judges the counter chain, by which two boxes that live one activation are found out.
 *
 * A counter ahead of all of ours is believed: the control plane was put back from a backup. A question whose answer may have been
 * lost is asked again under the same id; only once it has expired may another take its place.
 *
 * @param now - Epoch seconds.
 * @see DESIGN.md section 5, "Clone and restore detection"; SECURITY-CASES.md rows 89, 90, 100
 */
export function judgeChain(chain: Chain, request: RequestClaims, now: number): ChainVerdict {
  if (request.id === chain.answerRequest) return 'again'
  if (chain.chainOpen || chain.answerId === null) return 'next'
  if (request.counter > chain.counterMax) return 'next'
  if (request.counter === chain.counter && request.previousId === chain.answerId) return 'next'
  if (request.action === 'activate' && request.counter === 0 && request.previousId === null) return 'restart'
  const lost = chain.answerRequestEndsAt !== null && now >= chain.answerRequestEndsAt
  return lost && request.counter === chain.counter - 1 ? 'next' : 'fork'
}
