import { artifactBytesMax } from '@licet/license'
import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import { reportExchange } from '../activation/report-exchange.ts'
import type { Context } from '../context.ts'
import { readText } from '../input/read-input.ts'
import type { Finish } from '../program.ts'

/** Adds `licet apply`: takes what came back from the vendor by hand. */
export function addApply(program: Command, context: Context, finish: Finish): void {
  program
    .command('apply')
    .description('Take an activation code, license, keyset or revocation list that came by hand.')
    .argument('<file>', 'file with the text; "-" reads stdin')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .addHelpText('after', examples)
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<OwnOptions>()
      const activation = await openOwnActivation(context, options)
      const text = await readText(context, source, artifactBytesMax)
      reportExchange(context, options.json, finish, await activation.apply(text))
    })
}

const examples = `
What mail and terminals do to a text is repaired. A code is taken once, on the machine that asked for it.

Examples:
  licet apply code.txt
  pbpaste | licet apply -
`
