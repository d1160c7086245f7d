import { buildTrustFile, rootJwkOf, trustEntryOf } from '@licet/issuer'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { writePublicFile } from '../files/write-file.ts'
import { collect, collectList, parseWholeNumber } from '../input/option-values.ts'
import { readPublicParts } from '../input/read-public-part.ts'
import { printAnswer } from '../output/print-answer.ts'

interface TrustOptions {
  issuer: string
  tiers?: string[]
  key?: string[]
  root?: string[]
  threshold: number
  out?: string
  json?: boolean
}

/** Adds `licet trust build`: the public parts of keys become the trust file that an installation is built with. */
export function addTrust(program: Command, context: Context): void {
  program
    .command('trust')
    .description('Build the trust file that installations are compiled with.')
    .command('build')
    .description('Put the public parts of keys together. Private parts are never read.')
    .requiredOption('--issuer <name>', 'the only issuer whose licenses count')
    .option('--tiers <list>', 'tiers from lowest to highest, comma-separated', collectList)
    .option('--key <file>', 'key file or trust entry of a signing key; may be repeated', collect)
    .option('--root <file>', 'key file or JWK of a root key; may be repeated', collect)
    .option('--threshold <n>', 'root keys that must sign a keyset', parseWholeNumber, 1)
    .option('--out <file>', 'write the trust file here as well')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => build(context, command.optsWithGlobals<TrustOptions>()))
}

async function build(context: Context, options: TrustOptions): Promise<void> {
  const keys = await readPublicParts(context, options.key)
  const roots = await readPublicParts(context, options.root)
  if (keys.length === 0 && roots.length === 0) throw new CliError('OPTION_INVALID', '--key: at least one')
  const trust = await buildTrustFile({
    issuer: options.issuer,
    ...(options.tiers === undefined ? {} : { tiers: options.tiers }),
    ...(roots.length === 0 ? {} : { roots: { threshold: options.threshold, keys: roots.map(rootJwkOf) } }),
    keys: keys.map(part => ('status' in part ? part : trustEntryOf(part))),
  })
  const text = `${JSON.stringify(trust, null, 2)}\n`
  if (options.out !== undefined) await writePublicFile(options.out, text)
  printAnswer(context, options.json, trust, text)
}

const examples = `
Examples:
  licet trust build --issuer aidoo.biz --tiers professional,enterprise \\
    --key ~/.licet/keys/license-2027.json --root /media/usb/root.json --out keys/trust.json
`
