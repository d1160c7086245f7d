import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import { reportExchange } from '../activation/report-exchange.ts'
import type { Context } from '../context.ts'
import type { Finish } from '../program.ts'

/** Adds `licet refresh`: activates again what is activated here, and fetches the license anew. */
export function addRefresh(program: Command, context: Context, finish: Finish): void {
  program
    .command('refresh')
    .description('Activate again on this machine: after a renewal, an upgrade, or a change of hardware.')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<OwnOptions>()
      const activation = await openOwnActivation(context, options)
      if (activation.host !== null) context.err(`Asking ${activation.host} …\n`)
      reportExchange(context, options.json, finish, await activation.refresh())
    })
}

const examples = `
Example:
  licet refresh
`
