import {
  cosignKeyset,
  entriesIn,
  type KeysetPayload,
  parseKeysetPayload,
  revivedKeys,
  signKeyset,
} from '@licet/issuer'
import { artifactBytesMax, LicenseError, type Trust, verifyKeyset } from '@licet/license'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { draftKeyset, type KeysetOptions } from '../draft-keyset.ts'
import { CliError } from '../errors.ts'
import { writePublicFile } from '../files/write-file.ts'
import { evaluatedAt, loadTrust, loadTrustIfNamed } from '../input/load-trust.ts'
import { openKey } from '../input/open-key.ts'
import { collect, collectList, parseSeconds, parseWholeNumber } from '../input/option-values.ts'
import { readPayload } from '../input/read-payload.ts'
import { readToken } from '../input/read-token.ts'
import { explainKeyset } from '../output/explain-keyset.ts'
import { printAnswer } from '../output/print-answer.ts'
import type { Finish } from '../program.ts'

/** Adds `licet keyset`: draft, sign (root key by root key), show and verify the list of a vendor's signing keys. */
export function addKeyset(program: Command, context: Context, finish: Finish): void {
  const keyset = program
    .command('keyset')
    .description('Rotate signing keys: a keyset names all of them and is signed by root keys.')
    .addHelpText('after', examples)
  addCreate(keyset, context)
  addSign(keyset, context)
  keyset
    .command('show')
    .description('Show what a keyset, signed or draft, says. Verifies nothing.')
    .argument('[file]', 'keyset; "-" reads stdin', '-')
    .action(async (source: string, _options, command: Command) => {
      const { payload, signed } = await readPayload(context, source, parseDraft)
      const signatures = signed === null ? 0 : signed.split('~').length
      const text = explainKeyset(payload, signatures)
      printAnswer(context, command.optsWithGlobals().json, { verified: false, signatures, payload }, text)
    })
  keyset
    .command('verify')
    .description('Say whether an installation with this trust file would take the keyset.')
    .argument('[file]', 'keyset; "-" reads stdin', '-')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .option('--now <seconds>', 'judge at this moment, in epoch seconds', parseSeconds)
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<{ trust?: string; now?: number; json?: boolean }>()
      const trust = await loadTrust(context, options.trust)
      const text = await readToken(context, source, artifactBytesMax)
      const verdict = await judgeKeyset(text, trust, evaluatedAt(context, trust, options.now))
      printAnswer(context, options.json, verdict, verdict.sentence)
      if (!verdict.valid) finish(1)
    })
}

function addCreate(keyset: Command, context: Context): void {
  keyset
    .command('create')
    .description('Draft a keyset, to be read by people before root keys sign it.')
    .option('--from <file>', 'start from this trust file, keyset or draft; its sequence is raised by one')
    .option('--issuer <name>', 'issuer (default: that of --from)')
    .option('--sequence <n>', 'sequence; must rise (default: one more than --from)', parseWholeNumber)
    .option('--key <file>', 'add this key (key file or trust entry); may be repeated', collect)
    .option('--retire <kid>', 'this key signs nothing new from now on; may be repeated', collect)
    .option('--compromise <kid>', 'nothing this key ever signed counts any more; may be repeated', collect)
    .option('--remove <kid>', 'forget this key; may be repeated', collect)
    .option('--root <file>', 'new root keys, all of them (key file or JWK); may be repeated', collect)
    .option('--threshold <n>', 'new root keys that must sign', parseWholeNumber)
    .option('--tiers <list>', 'tiers from lowest to highest, comma-separated', collectList)
    .option(
      '--expires <when>',
      'end after which installations ask for a newer one: 1y, 2027-03-01 (through that day, UTC), or epoch seconds',
    )
    .option('--now <seconds>', 'time of issue, in epoch seconds', parseSeconds)
    .option('--out <file>', 'write the draft here as well')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<KeysetOptions & { out?: string }>()
      const draft = await draftKeyset(context, options)
      const text = `${JSON.stringify(draft, null, 2)}\n`
      if (options.out !== undefined) await writePublicFile(options.out, text)
      context.out(text)
    })
}

function addSign(keyset: Command, context: Context): void {
  keyset
    .command('sign')
    .description('Sign a draft with root keys, or add their signatures to a keyset that others have signed.')
    .argument('<file>', 'draft or keyset; "-" reads stdin')
    .requiredOption('--root <file>', 'key file of a root key; may be repeated', collect)
    .option('--trust <file>', 'refuse to revive a key that is compromised there (default: LICET_TRUST_FILE)')
    .option('--passphrase-file <file>', 'file with the passphrase (default: LICET_PASSPHRASE, else asked)')
    .option('--out <file>', 'write the keyset here as well')
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<{
        root: string[]
        trust?: string
        passphraseFile?: string
        out?: string
        json?: boolean
      }>()
      const { payload, signed } = await readPayload(context, source, parseDraft)
      const known = await loadTrustIfNamed(context, options.trust)
      const revived = revivedKeys(payload.keys, known?.keys.values() ?? [])
      if (revived.length > 0) throw new CliError('KEYSET_REVIVES_KEY', revived.join(', '))
      const roots = []
      for (const path of options.root) roots.push(await openKey(context, path, options.passphraseFile))
      const text = signed === null ? await signKeyset(payload, roots) : await cosignKeyset(signed, roots)
      if (options.out !== undefined) await writePublicFile(options.out, `${text}\n`)
      printAnswer(context, options.json, { keyset: text, signatures: text.split('~').length }, text)
    })
}

/** A draft, also as `GET /v1/keyset/draft` of a control plane answers it. */
function parseDraft(value: unknown): KeysetPayload {
  const wrapped = typeof value === 'object' && value !== null && 'payload' in value
  return parseKeysetPayload(wrapped ? value.payload : value)
}

async function judgeKeyset(text: string, trust: Trust, now: number) {
  try {
    const next = await verifyKeyset(text, trust, { now })
    const keys = [...next.keys.values()]
    const kids = keys.map(({ kid }) => kid)
    const compromised = keys.filter(({ status }) => status === 'compromised').map(({ kid }) => kid)
    const revived = revivedKeys(entriesIn(text), keys)
    const lines = [
      `Genuine: keyset ${next.sequence}, ${kids.length} keys.`,
      ...(compromised.length === 0 ? [] : [`Compromised for ever: ${compromised.join(', ')}.`]),
      ...(revived.length === 0
        ? []
        : [`It leaves out or calls good: ${revived.join(', ')}. Do not publish it; draft it again.`]),
    ]
    const { sequence } = next
    return { valid: true, code: null, sequence, kids, compromised, revived, sentence: lines.join('\n') }
  } catch (error) {
    if (!(error instanceof LicenseError)) throw error
    return {
      valid: false,
      code: error.code,
      sequence: null,
      kids: [],
      compromised: [],
      revived: [],
      sentence: `Refused. ${error.message}\n${error.code}`,
    }
  }
}

const examples = `
Rotation, from a trust file to a keyset that every installation takes:
  licet keyset create --from keys/trust.json --key new-key.json --retire license-2026 --out draft.json
  licet keyset sign draft.json --root /media/usb/root.json > keyset.txt
  licet keyset verify --trust keys/trust.json keyset.txt
The draft of a control plane:
  curl -H "authorization: Bearer $TOKEN" https://control.example/v1/keyset/draft > draft.json
  licet keyset show draft.json
  licet keyset sign draft.json --root root.json > keyset.txt
With a threshold of two, the second person signs what the first one signed:
  licet keyset sign keyset.txt --root /media/other/root.json > keyset-2.txt
`
