import { type ExchangeEnd, unreachableTexts } from '@licet/activation'
import type { LicenseState } from '@licet/license'
import type { Context } from '../context.ts'
import { describeState } from '../output/describe-state.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'
import { adviceOn } from '../output/troubleshooting.ts'
import type { Finish } from '../program.ts'

/**
 * Says how asking the vendor ended, and ends the command: 0 where the license is in force now, 1 for a no, 2 where
 * nobody could be asked.
 */
export function reportExchange(
  context: Context,
  json: boolean | undefined,
  finish: Finish,
  end: ExchangeEnd,
): void {
  const { answer, text, code } = wordsFor(end)
  printAnswer(context, json, answer, text)
  if (code !== 0) finish(code)
}

function wordsFor(end: ExchangeEnd): { answer: object; text: string; code: 0 | 1 | 2 } {
  if (end.kind === 'taken') {
    const said = end.message === null ? '' : `\nYour vendor says: ${printable(end.message)}`
    const answer = { outcome: 'taken', ...stateAnswer(end.state), notice: end.message }
    return { answer, text: `${describeState(end.state)}${said}`, code: end.state.valid ? 0 : 1 }
  }
  if (end.kind === 'unreachable') {
    const advice = adviceOn('CONTROL_UNREACHABLE', unreachableTexts[end.cause])
    const { retryAfterSeconds, cause } = end
    const answer = { outcome: 'unreachable', cause, retryAfterSeconds, ...advice }
    return { answer, text: `Nothing was changed. ${advice.error}${link(advice)}`, code: 2 }
  }
  if (end.kind === 'not_taken') {
    const { code, message, cause } = end.refusal
    const advice = adviceOn(code, message)
    const why = cause === null ? '' : ` (${cause})`
    const text = `Nothing was changed. ${advice.error}${why}${link(advice)}`
    return { answer: { outcome: 'not_taken', cause, ...advice }, text, code: 1 }
  }
  const advice = adviceOn(end.code, end.message, end.detail)
  const { status, retryAfterSeconds, verdict } = end
  const state = verdict === null ? null : stateAnswer(verdict)
  const again = retryAfterSeconds === null ? '' : ` Try again in ${retryAfterSeconds} seconds.`
  const now = verdict === null ? '' : `\n${describeState(verdict)}`
  return {
    answer: { outcome: 'refused', status, retryAfterSeconds, ...advice, state },
    text: `${advice.error}${again}${now}${link(advice)}`,
    code: 1,
  }
}

/** A state as `--json` tells it. */
export function stateAnswer(state: LicenseState): object {
  const { kind, valid, reason, message, remedy, nextChange, restricts } = state
  return { valid, state: kind, reason, message, remedy, nextChange, restricts }
}

function link({ code, help }: { code: string; help: string }): string {
  return `\n${code}  ${help}`
}
