import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import { stateAnswer } from '../activation/report-exchange.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { printAnswer } from '../output/print-answer.ts'
import type { Finish } from '../program.ts'

interface CheckOptions extends OwnOptions {
  tier?: string
  feature?: string
}

/** Adds `licet check`: may this tier or feature be used now? Local state only. */
export function addCheck(program: Command, context: Context, finish: Finish): void {
  program
    .command('check')
    .description('Say whether a tier or feature may be used on this machine now. Asks nobody.')
    .option('--tier <tier>', 'the license must be of this tier or a higher one')
    .option('--feature <name>', 'the license must include this feature')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CheckOptions>()
      const { tier, feature } = options
      if (tier === undefined && feature === undefined)
        throw new CliError('OPTION_INVALID', '--tier or --feature')
      const activation = await openOwnActivation(context, options)
      const { allowed, reason, state } = await activation.check({ tier, feature })
      const text = allowed ? 'Yes.' : `No. ${sentences[reason] ?? state.message}\n${reason}`
      printAnswer(context, options.json, { allowed, reason, license: stateAnswer(state) }, text)
      if (!allowed) finish(1)
    })
}

const sentences: Readonly<Record<string, string>> = {
  TIER_TOO_LOW: 'The license is of a lower tier.',
  FEATURE_MISSING: 'The license does not include this feature.',
}

const examples = `
Exit codes: 0 yes; 1 no; 2 it could not be told, as without a trust file.

Examples:
  licet check --tier enterprise && start-the-expensive-thing
  licet check --feature export --json
`
