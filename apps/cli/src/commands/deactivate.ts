import { unreachableTexts } from '@licet/activation'
import { parseShortKey } from '@licet/license'
import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import type { Context } from '../context.ts'
import { writePublicFile } from '../files/write-file.ts'
import { askConsent } from '../input/ask-consent.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'
import { adviceOn } from '../output/troubleshooting.ts'
import type { Finish } from '../program.ts'

interface DeactivateOptions extends OwnOptions {
  offline?: boolean
  out?: string
  yes?: boolean
}

/** Adds `licet deactivate`: gives the license back, so that it can be activated on another machine. */
export function addDeactivate(program: Command, context: Context, finish: Finish): void {
  program
    .command('deactivate')
    .description('Give the license of this machine back, so that it can be activated elsewhere.')
    .argument('[key]', 'license key, where it is not stored (the license came by hand)')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .option('--offline', 'give it up without network, and print the receipt that the vendor needs')
    .option('--out <file>', 'with --offline: also write the receipt to this file')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples)
    .action(async (key: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<DeactivateOptions>()
      if (options.offline) await releaseOffline(context, options)
      else await deactivate(context, finish, options, key)
    })
}

async function releaseOffline(context: Context, options: DeactivateOptions): Promise<void> {
  const activation = await openOwnActivation(context, options)
  if (context.interactive && !options.yes)
    await askConsent('This machine gives the license up for good. Go on?')
  const { receipt } = await activation.release()
  if (options.out !== undefined) await writePublicFile(options.out, `${receipt}\n`)
  context.err('Given up on this machine. Bring this receipt to your vendor; the license is free only then.\n')
  printAnswer(context, options.json, { outcome: 'released', receipt }, receipt)
}

async function deactivate(
  context: Context,
  finish: Finish,
  options: DeactivateOptions,
  key: string | undefined,
): Promise<void> {
  const activation = await openOwnActivation(context, options)
  if (activation.host !== null) context.err(`Telling ${activation.host} …\n`)
  const end = await activation.deactivate(key === undefined ? undefined : parseShortKey(key))
  if (end.kind === 'released') {
    const text = `The license was given back and can be activated on another machine. ${printable(end.message)}`
    printAnswer(context, options.json, { outcome: 'released' }, text.trimEnd())
    return
  }
  const unasked = end.kind === 'unreachable'
  const advice = unasked
    ? adviceOn('CONTROL_UNREACHABLE', unreachableTexts[end.cause])
    : adviceOn(end.code, end.message, end.detail)
  const text = `Still activated here. ${advice.error}\n${advice.code}  ${advice.help}`
  printAnswer(context, options.json, { outcome: end.kind, ...advice }, text)
  finish(unasked ? 2 : 1)
}

const examples = `
Examples:
  licet deactivate
  licet deactivate --offline --out receipt.txt      (carry the receipt to your vendor)
`
