import { parseTrustFile } from '@licet/issuer'
import type { Command } from 'commander'
import { buildTrust, type TrustOptions } from '../build-trust.ts'
import type { Context } from '../context.ts'
import { writePublicFile } from '../files/write-file.ts'
import { collect, collectList, parseSeconds, parseWholeNumber } from '../input/option-values.ts'
import { readJson } from '../input/read-input.ts'
import { explainTrust } from '../output/explain-trust.ts'
import { printAnswer } from '../output/print-answer.ts'

/** Adds `licet trust`: build the trust file that an installation is compiled with, and show what one says. */
export function addTrust(program: Command, context: Context): void {
  const trust = program
    .command('trust')
    .description('Build the trust file that installations are compiled with, and show what one says.')
  trust
    .command('build')
    .description('Put the public parts of keys together. Private parts are never read.')
    .option('--from <file>', 'trust file of the build before: all that it knows stays')
    .option('--issuer <name>', 'the only issuer whose licenses count (default: that of --from)')
    .option('--tiers <list>', 'tiers from lowest to highest, comma-separated', collectList)
    .option('--key <file>', 'key file or trust entry of a signing key; may be repeated', collect)
    .option('--root <file>', 'key file or JWK of a root key; may be repeated', collect)
    .option('--threshold <n>', 'root keys that must sign a keyset', parseWholeNumber, 1)
    .option('--keyset <file>', 'keyset published since, verified; in order, may be repeated', collect)
    .option('--revocations <file>', 'newest revocation list, verified: older ones are refused from then on')
    .option(
      '--sequence <n>',
      'keysets up to this one are refused (default: the newest known)',
      parseWholeNumber,
    )
    .option('--floor-revocations <n>', 'lists below this one are refused', parseWholeNumber)
    .option(
      '--floor-time <when>',
      'no earlier time is believed: "now", a date (its first second, UTC) or epoch seconds',
    )
    .option('--now <seconds>', 'time of the build, in epoch seconds', parseSeconds)
    .option('--out <file>', 'write the trust file here as well')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<TrustOptions & { out?: string; json?: boolean }>()
      const file = await buildTrust(context, options)
      const text = `${JSON.stringify(file, null, 2)}\n`
      if (options.out !== undefined) await writePublicFile(options.out, text)
      printAnswer(context, options.json, file, text)
    })
  trust
    .command('show')
    .description(
      'Show what a trust file says: what it knows to have happened, and every key with its status.',
    )
    .argument('[file]', 'trust file; "-" reads stdin', '-')
    .action(async (source: string, _options, command: Command) => {
      const file = parseTrustFile(await readJson(context, source))
      printAnswer(context, command.optsWithGlobals().json, file, explainTrust(file))
    })
}

const examples = `
The first build:
  licet trust build --issuer aidoo.biz --tiers professional,enterprise \\
    --key ~/.licet/keys/license-2027.json --root /media/usb/root.json --out keys/trust.json
Every later one, with what was published since:
  licet trust build --from keys/trust.json --keyset keyset.txt --revocations revocations.txt \\
    --floor-time now --out keys/trust.json
`
