import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import { reportExchange } from '../activation/report-exchange.ts'
import type { Context } from '../context.ts'
import type { Finish } from '../program.ts'

/** Adds `licet activate`: a short key becomes a license that is bound to this machine. */
export function addActivate(program: Command, context: Context, finish: Finish): void {
  program
    .command('activate')
    .description('Exchange a license key for a license that is bound to this machine.')
    .argument('<key>', 'license key, PREFIX-XXXX-XXXX-XXXX-XXXX')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .addHelpText('after', examples)
    .action(async (key: string, _options, command: Command) => {
      const options = command.optsWithGlobals<OwnOptions>()
      const activation = await openOwnActivation(context, options)
      if (activation.host !== null) context.err(`Asking ${activation.host} …\n`)
      reportExchange(context, options.json, finish, await activation.activate(key))
    })
}

const examples = `
A key is sent over https only, or to a host that LICET_INSECURE_CONTROL_HOSTS names.
The license is kept in LICET_HOME (default: ~/.licet), for this machine only. LICET_CONTROL_URL names the activation
server. Without network: see "licet request".

Examples:
  export LICET_CONTROL_URL=https://licenses.example LICET_TRUST_FILE=trust.json
  licet activate ACME-4TQ8-0H3M-ZV71-9KXB
  licet status
`
