import { parseRevocationsPayload, type RevocationsPayload, signRevocations } from '@licet/issuer'
import { artifactBytesMax, LicenseError, type Trust, verifyRevocations } from '@licet/license'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { writePublicFile } from '../files/write-file.ts'
import { evaluatedAt, loadTrust } from '../input/load-trust.ts'
import { openKey } from '../input/open-key.ts'
import { collect, parseSeconds, parseWholeNumber } from '../input/option-values.ts'
import { readPayload } from '../input/read-payload.ts'
import { readToken } from '../input/read-token.ts'
import { formatTime } from '../output/format-time.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'
import type { Finish } from '../program.ts'

interface CreateOptions {
  from?: string
  issuer?: string
  sequence?: number
  revoke?: string[]
  now?: number
  out?: string
}

interface VerifyOptions {
  trust?: string
  sequence: number
  now?: number
  json?: boolean
}

/** Adds `licet revocations`: draft, sign, show and verify the list of revoked licenses. */
export function addRevocations(program: Command, context: Context, finish: Finish): void {
  const revocations = program
    .command('revocations')
    .description('Revoke licenses: one signed list names all of them.')
    .addHelpText('after', examples)
  revocations
    .command('create')
    .description('Draft the next list: everything in --from, and what is revoked now.')
    .option('--from <file>', 'the list so far, signed or draft')
    .option('--issuer <name>', 'issuer (default: that of --from)')
    .option('--sequence <n>', 'sequence; must rise (default: one more than --from)', parseWholeNumber)
    .option(
      '--revoke <id>',
      'id of a license (jti, or the digest that "licet inspect" shows); may be repeated',
      collect,
    )
    .option('--now <seconds>', 'time of issue, in epoch seconds', parseSeconds)
    .option('--out <file>', 'write the draft here as well')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CreateOptions>()
      const text = `${JSON.stringify(await draft(context, options), null, 2)}\n`
      if (options.out !== undefined) await writePublicFile(options.out, text)
      context.out(text)
    })
  revocations
    .command('sign')
    .description('Sign a draft.')
    .argument('<file>', 'draft; "-" reads stdin')
    .requiredOption('--key <file>', 'key file of a license or activation key')
    .option('--passphrase-file <file>', 'file with its passphrase (default: LICET_PASSPHRASE, else asked)')
    .option('--out <file>', 'write the list here as well')
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<{
        key: string
        passphraseFile?: string
        out?: string
        json?: boolean
      }>()
      const { payload } = await readPayload(context, source, parseRevocationsPayload)
      const token = await signRevocations(
        payload,
        await openKey(context, options.key, options.passphraseFile),
      )
      if (options.out !== undefined) await writePublicFile(options.out, `${token}\n`)
      printAnswer(context, options.json, { revocations: token, sequence: payload.sequence }, token)
    })
  revocations
    .command('show')
    .description('Show what a list, signed or draft, says. Verifies nothing.')
    .argument('[file]', 'list; "-" reads stdin', '-')
    .action(async (source: string, _options, command: Command) => {
      const { payload, signed } = await readPayload(context, source, parseRevocationsPayload)
      const answer = { verified: false, signed: signed !== null, payload }
      printAnswer(context, command.optsWithGlobals().json, answer, explain(payload, signed !== null))
    })
  addVerify(revocations, context, finish)
}

function addVerify(revocations: Command, context: Context, finish: Finish): void {
  revocations
    .command('verify')
    .description('Say whether an installation with this trust file would take the list.')
    .argument('[file]', 'list; "-" reads stdin', '-')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .option('--sequence <n>', 'sequence of the list that the installation has', parseWholeNumber, 0)
    .option('--now <seconds>', 'judge at this moment, in epoch seconds', parseSeconds)
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<VerifyOptions>()
      const trust = await loadTrust(context, options.trust)
      const text = await readToken(context, source, artifactBytesMax)
      const verdict = await judge(text, trust, {
        now: evaluatedAt(context, trust, options.now),
        sequence: options.sequence,
      })
      printAnswer(context, options.json, verdict, verdict.sentence)
      if (!verdict.valid) finish(1)
    })
}

async function judge(text: string, trust: Trust, rules: { now: number; sequence: number }) {
  try {
    const { sequence, revoked } = await verifyRevocations(text, trust, rules)
    const sentence = `Genuine: list ${sequence}, ${revoked.size} revoked.`
    return { valid: true, code: null, sequence, revoked: [...revoked], sentence }
  } catch (error) {
    if (!(error instanceof LicenseError)) throw error
    const sentence = `Refused. ${error.message}\n${error.code}`
    return { valid: false, code: error.code, sequence: null, revoked: [], sentence }
  }
}

async function draft(context: Context, options: CreateOptions): Promise<RevocationsPayload> {
  const previous =
    options.from === undefined
      ? undefined
      : (await readPayload(context, options.from, parseRevocationsPayload)).payload
  const iss = options.issuer ?? previous?.iss
  if (iss === undefined) throw new CliError('CLAIM_MISSING', 'iss, --issuer')
  return {
    iss,
    iat: options.now ?? context.now(),
    sequence: options.sequence ?? (previous?.sequence ?? 0) + 1,
    revoked: [...new Set([...(previous?.revoked ?? []), ...(options.revoke ?? [])])],
  }
}

function explain(payload: RevocationsPayload, signed: boolean): string {
  const { sequence, iss, iat, revoked } = payload
  return [
    `Revocation list ${sequence} of ${printable(iss)}, issued ${formatTime(iat)}`,
    signed ? 'Signed, NOT verified here.' : 'A draft: not signed.',
    ...revoked.map(id => `  ${printable(id)}`),
  ].join('\n')
}

const examples = `
Examples:
  licet revocations create --issuer aidoo.biz --revoke lic_0a1b2c --out draft.json
  licet revocations sign draft.json --key ~/.licet/keys/license-2027.json > revocations.txt
  licet revocations create --from revocations.txt --revoke lic_3d4e5f --out next.json
`
