import { signLicense } from '@licet/issuer'
import { policyPresets } from '@licet/license'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { writePublicFile } from '../files/write-file.ts'
import { openKey } from '../input/open-key.ts'
import {
  collect,
  collectFeature,
  collectList,
  parseSeconds,
  parseWholeNumber,
} from '../input/option-values.ts'
import { buildClaims, type IssueOptions } from '../issue-claims.ts'
import { formatTime } from '../output/format-time.ts'
import { printable } from '../output/printable.ts'

/** Adds `licet issue`: claims from options or a file, signed with a key file, the token on stdout. */
export function addIssue(program: Command, context: Context): void {
  program
    .command('issue')
    .description('Sign a license. The token goes to stdout; everything said about it goes to stderr.')
    .requiredOption('--key <file>', 'key file of a license key')
    .option('--passphrase-file <file>', 'file with its passphrase (default: LICET_PASSPHRASE, else asked)')
    .option('--from <file>', 'claims as JSON ("-": stdin); options win over it')
    .option('--issuer <name>', 'iss (default: the issuer of --trust or LICET_TRUST_FILE)')
    .option('--trust <file>', 'trust file to take the issuer from')
    .option('--subject <id>', 'sub: your id for the customer')
    .option('--customer <name>', 'name of the customer')
    .option('--tier <tier>', 'tier, such as professional or enterprise')
    .option('--seats <n>', 'enabled accounts at most', parseWholeNumber)
    .option('--products <list>', 'products, comma-separated', collectList)
    .option('--expires <when>', 'exp: 1y, 90d, 12mo, 2027-03-01 (through that day, UTC), or epoch seconds')
    .option('--starts <when>', 'nbf: not in force before; a date means its first second, UTC')
    .option('--id <id>', 'jti: id of the license (default: a random one)')
    .option('--audience <id>', 'aud: only this installation accepts it; may be repeated', collect)
    .option('--revision <n>', 'rev: rises with each license for the same customer', parseWholeNumber)
    .option('--feature <name=value>', 'a feature; may be repeated', collectFeature)
    .option('--warn-days <n>', 'days before the end at which the Hub starts to warn', parseWholeNumber)
    .option('--preset <name>', `policy: ${Object.keys(policyPresets).join(', ')}`)
    .option('--policy <file>', 'policy claim as JSON, instead of a preset')
    .option('--minimal', 'only the claims given: no id, no time of issue')
    .option('--now <seconds>', 'time of issue, in epoch seconds', parseSeconds)
    .option('--out <file>', 'also write the token to this file')
    .option('--qr', 'also draw the token as a QR code, on stderr')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => issue(context, command.optsWithGlobals<Options>()))
}

type Options = IssueOptions & {
  key: string
  passphraseFile?: string
  out?: string
  qr?: boolean
  json?: boolean
}

async function issue(context: Context, options: Options): Promise<void> {
  const claims = await buildClaims(context, options)
  const key = await openKey(context, options.key, options.passphraseFile)
  const token = await signLicense(claims, key)
  if (options.out !== undefined) await writePublicFile(options.out, `${token}\n`)
  if (options.qr) await drawQr(context, token)
  context.err(
    `Signed with ${key.kid} for ${printable(String(claims.customer))}: ${String(claims.seats)} seats until ${formatTime(Number(claims.exp))}.\n`,
  )
  context.out(options.json ? `${JSON.stringify({ token, kid: key.kid, claims })}\n` : `${token}\n`)
}

async function drawQr(context: Context, token: string): Promise<void> {
  const { renderUnicodeCompact } = await import('uqr')
  context.err(`${renderUnicodeCompact(token, { ecc: 'L' })}\n`)
}

const examples = `
Examples:
  licet issue --key ~/.licet/keys/license-2027.json --issuer aidoo.biz --subject acme --customer "Acme Corp" \\
    --tier professional --seats 10 --products pika,vera --expires 1y > acme.license
  licet issue --key k.json --from claims.json --expires 2028-01-01 --preset appliance --feature export
  licet issue --key k.json --from claims.json --minimal      (only the claims of the file)
`
