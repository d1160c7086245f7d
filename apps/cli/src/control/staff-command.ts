import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'
import type { Finish } from '../program.ts'
import { openStaffClient, type StaffAnswer, type StaffClient, type StaffOptions } from './staff-client.ts'

/** What every staff command is given. */
export type StaffCommandOptions = StaffOptions & { json?: boolean }

/** Adds the options by which a command finds the control plane. */
export function withStaffOptions(command: Command): Command {
  return command
    .option('--control <url>', 'address of the control plane (default: LICET_CONTROL_URL)')
    .option('--token-file <file>', 'file with an API token (default: LICET_CONTROL_TOKEN)')
}

/**
 * Runs one call as staff and prints its answer: whole under `--json`, in words otherwise. A refusal ends with 1.
 *
 * @param inWords - The answer for people.
 */
export async function runStaffCommand(
  context: Context,
  finish: Finish,
  options: StaffCommandOptions,
  call: (client: StaffClient) => Promise<StaffAnswer>,
  inWords: (body: Record<string, unknown>) => string,
): Promise<void> {
  const answer = await call(openStaffClient(context, options))
  if (answer.ok) {
    printAnswer(context, options.json, answer.body, inWords(answer.body))
    return
  }
  const { ok: _ok, ...refusal } = answer
  const fields = Object.entries(Object(refusal.fields) as Record<string, unknown>)
  const lines = fields.map(([field, why]) => `  ${printable(`${field}: ${String(why)}`)}`)
  printAnswer(
    context,
    options.json,
    refusal,
    [printable(refusal.error), ...lines, printable(refusal.code)].join('\n'),
  )
  finish(1)
}
