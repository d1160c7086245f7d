import type { Command } from 'commander'
import { type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import type { Context } from '../context.ts'
import { writePublicFile } from '../files/write-file.ts'
import { formatTime } from '../output/format-time.ts'
import { printAnswer } from '../output/print-answer.ts'

interface RequestOptions extends OwnOptions {
  out?: string
  qr?: boolean
  new?: boolean
}

/** Adds `licet request`: what to carry to the vendor where this machine has no network. */
export function addRequest(program: Command, context: Context): void {
  program
    .command('request')
    .description('Make a request for activation, to be carried to the vendor by hand.')
    .option('--out <file>', 'also write it to this file')
    .option('--qr', 'also draw it as a QR code, on stderr')
    .option('--new', 'for another license than the one that is stored')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<RequestOptions>()
      const activation = await openOwnActivation(context, options)
      const { token, machineUid, expiresAt } = await activation.request({ anew: options.new })
      if (options.out !== undefined) await writePublicFile(options.out, `${token}\n`)
      if (options.qr) await drawQr(context, token)
      context.err(
        `Enter license key and request on your vendor's page for manual activation, then "licet apply" the code.\nMachine UID, to type instead: ${machineUid}\nGood until ${formatTime(expiresAt)}.\n`,
      )
      printAnswer(context, options.json, { request: token, machineUid, expiresAt }, token)
    })
}

async function drawQr(context: Context, token: string): Promise<void> {
  const { renderUnicodeCompact } = await import('uqr')
  context.err(`${renderUnicodeCompact(token, { ecc: 'L' })}\n`)
}

const examples = `
The request goes to stdout, everything said about it to stderr. It holds hashes of this machine, and nothing else of it.

Examples:
  licet request --out request.txt
  licet request --qr
  licet apply code.txt
`
