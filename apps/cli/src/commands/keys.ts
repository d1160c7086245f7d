import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  createSigningKey,
  type KeyFile,
  parseKeyFile,
  rootJwkOf,
  type SigningUse,
  sealKeyFile,
  trustEntryOf,
} from '@licet/issuer'
import type { Alg } from '@licet/license'
import type { Command } from 'commander'
import { Option } from 'commander'
import { type Context, licetHome } from '../context.ts'
import { CliError } from '../errors.ts'
import { makeEvaluation } from '../evaluation.ts'
import { gitWorkTreeOf } from '../files/git-work-tree.ts'
import { writePrivateFile } from '../files/write-file.ts'
import { readPassphrase } from '../input/passphrase.ts'
import { readText } from '../input/read-input.ts'
import { printAnswer } from '../output/print-answer.ts'
import { shareEvaluation } from '../share-evaluation.ts'

/** Adds `licet keys`: make signing keys, and read the public side of those that exist. */
export function addKeys(program: Command, context: Context): void {
  const keys = program.command('keys').description('Make signing keys and look at them.')
  addGenerate(keys, context)
  keys
    .command('list')
    .description('List the key files of LICET_HOME, without opening them.')
    .action(async (_options, command: Command) => {
      const found = await listKeys(context)
      const lines = found.map(key => `${key.kid}  ${key.alg}  ${key.use}  ${key.file}`)
      const none = `No key in ${keyFolder(context)}. "licet keys generate" makes one.`
      printAnswer(context, command.optsWithGlobals().json, { keys: found }, lines.join('\n') || none)
    })
  keys
    .command('inspect')
    .description('Show the public part of a key file; no passphrase is needed.')
    .argument('<file>', 'key file')
    .action(async (file: string, _options, command: Command) => {
      const key = parseKeyFile(await readText(context, file))
      const answer = {
        kid: key.kid,
        alg: key.alg,
        use: key.use,
        encrypted: key.private.kdf !== 'none',
        entry: entryOf(key),
      }
      const protection = answer.encrypted ? 'encrypted under a passphrase' : 'in the clear: a development key'
      const text = `${key.kid}: ${key.alg}, signs ${signs[key.use]}; private part ${protection}.`
      printAnswer(
        context,
        command.optsWithGlobals().json,
        answer,
        `${text}\n${JSON.stringify(answer.entry, null, 2)}`,
      )
    })
  keys
    .command('evaluation')
    .description('Make development keys and a sample license in a data directory, if they are missing.')
    .requiredOption('--data-dir <dir>', 'data directory of the Hub')
    .option(
      '--control-data-dir <dir>',
      'data directory of a control plane that takes part with the same keys',
    )
    .action(async (_options, command: Command) => {
      const { dataDir, controlDataDir, json } = command.optsWithGlobals<EvaluationOptions>()
      const now = context.now()
      const made =
        controlDataDir === undefined
          ? await makeEvaluation(dataDir, now)
          : await shareEvaluation(dataDir, controlDataDir, now)
      const text = `${made.created ? 'Made' : 'Found'} development keys. Sample license: ${made.license}`
      printAnswer(context, json, made, text)
    })
}

interface EvaluationOptions {
  dataDir: string
  controlDataDir?: string
  json?: boolean
}

interface GenerateOptions {
  use: SigningUse
  alg: Alg
  kid?: string
  out?: string
  passphraseFile?: string
  force?: boolean
  json?: boolean
}

function addGenerate(keys: Command, context: Context): void {
  keys
    .command('generate')
    .description(
      'Make a signing key: private part into a file that only a passphrase opens, public part to stdout.',
    )
    .addOption(
      new Option('--use <use>', 'what it signs')
        .choices(['license', 'activation', 'root'])
        .default('license'),
    )
    .addOption(
      new Option('--alg <alg>', 'signature algorithm')
        .choices(['Ed25519', 'EdDSA', 'ES256'])
        .default('Ed25519'),
    )
    .option('--kid <id>', 'key id (default: the use and a thumbprint)')
    .option('--out <file>', 'key file (default: LICET_HOME/keys/KID.json)')
    .option('--passphrase-file <file>', 'file with the passphrase (default: LICET_PASSPHRASE, else asked)')
    .option('--force', 'allow a path inside a git work tree')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) =>
      generate(context, command.optsWithGlobals<GenerateOptions>()),
    )
}

async function generate(context: Context, options: GenerateOptions): Promise<void> {
  const key = await createSigningKey(options)
  const file = options.out ?? join(keyFolder(context), `${key.kid}.json`)
  if (!options.force && gitWorkTreeOf(file) !== null) throw new CliError('KEY_IN_REPOSITORY', file)
  const passphrase = await readPassphrase(context, options.passphraseFile, 'new')
  await writePrivateFile(file, await sealKeyFile(key, passphrase))
  const entry = entryOf(key)
  context.err(
    `Private part: ${file} (keep a copy; without the passphrase it is lost).\nPublic part, for a trust file:\n`,
  )
  printAnswer(
    context,
    options.json,
    { file, kid: key.kid, alg: key.alg, use: key.use, entry },
    JSON.stringify(entry, null, 2),
  )
}

/** What a trust file says of this key: an entry of `keys`, or a JWK of `roots`. */
function entryOf(key: Pick<KeyFile, 'kid' | 'alg' | 'use' | 'jwk'>): object {
  return key.use === 'root' ? rootJwkOf(key) : trustEntryOf(key)
}

function keyFolder(context: Context): string {
  return join(licetHome(context), 'keys')
}

async function listKeys(
  context: Context,
): Promise<{ kid: string; alg: Alg; use: SigningUse; file: string }[]> {
  const folder = keyFolder(context)
  const found = []
  for (const name of namesIn(folder)) {
    const file = join(folder, name)
    const { kid, alg, use } = parseKeyFile(await readText(context, file))
    found.push({ kid, alg, use, file })
  }
  return found
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json') && !name.startsWith('.'))
      .toSorted()
  } catch {
    return []
  }
}

const signs: Record<SigningUse, string> = { license: 'licenses', activation: 'activations', root: 'keysets' }

const examples = `
Examples:
  licet keys generate --use license
  licet keys generate --use root --out /media/usb/root.json
  LICET_PASSPHRASE_FILE=/run/secrets/pass licet keys generate --use activation --json
`
