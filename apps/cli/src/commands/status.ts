import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import type { Context } from '../context.ts'
import { askHubStatus } from '../control/ask-hub-status.ts'
import { CliError } from '../errors.ts'
import { describeOwnState, ownStateAnswer } from '../output/describe-own-state.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'
import type { Finish } from '../program.ts'

interface StatusOptions extends OwnOptions {
  hub?: string | true
  keyFile?: string
  product?: string
}

const hubDefault = 'http://127.0.0.1:2000'

/** Adds `licet status`: the license of this machine, or with `--hub` that of a Hub as a sibling product sees it. */
export function addStatus(program: Command, context: Context, finish: Finish): void {
  program
    .command('status')
    .description('Say how the license on this machine stands; with --hub, ask a running Hub.')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .option('--hub [url]', `ask a Hub instead (default address: ${hubDefault})`)
    .option('--key-file <file>', 'file with a status key or service key (default: LICET_STATUS_KEY)')
    .option('--product <name>', 'with --hub: the view of one product')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<StatusOptions>()
      if (options.hub === undefined) await tellOwn(context, options, finish)
      else
        await tellHub(context, { ...options, hub: options.hub === true ? hubDefault : options.hub }, finish)
    })
}

async function tellOwn(context: Context, options: StatusOptions, finish: Finish): Promise<void> {
  if (options.keyFile !== undefined || options.product !== undefined)
    throw new CliError('OPTION_INVALID', '--key-file and --product need --hub')
  const activation = await openOwnActivation(context, options)
  const state = await activation.state()
  printAnswer(context, options.json, ownStateAnswer(state), describeOwnState(state))
  if (!state.state.valid) finish(1)
}

async function tellHub(
  context: Context,
  options: StatusOptions & { hub: string },
  finish: Finish,
): Promise<void> {
  const status = await askHubStatus(context, options)
  const { valid, state, customer, error } = status
  const seats =
    status.seats_exceeded === true
      ? ` ${String(status.seats_used)} accounts are enabled, more than it has seats.`
      : ''
  const text = `${valid === true ? 'In force' : 'Not in force'} (${String(state)}). ${String(customer)} ${String(error)}${seats}`
  printAnswer(context, options.json, status, printable(text.trimEnd()))
  if (valid !== true) finish(1)
}

const examples = `
Exit codes: 0 in force; 1 not in force; 2 it could not be told.
The key of a Hub is never an argument, because arguments show in the process list.

Examples:
  licet status
  LICET_STATUS_KEY_FILE=/run/secrets/status licet status --hub
  licet status --hub https://hub.example:2000 --key-file key.txt --product pika --json
`
