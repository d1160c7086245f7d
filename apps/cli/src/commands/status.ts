import type { Command } from 'commander'
import { type Context, readSecretFile, readSetting } from '../context.ts'
import { CliError } from '../errors.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'
import type { Finish } from '../program.ts'

interface StatusOptions {
  hub: string
  keyFile?: string
  product?: string
  json?: boolean
}

const timeoutMilliseconds = 10_000
const answerBytesMax = 65_536

/** Adds `licet status`: the license status of a running Hub, as a sibling product sees it. */
export function addStatus(program: Command, context: Context, finish: Finish): void {
  program
    .command('status')
    .description('Ask a running Hub for its license status.')
    .option('--hub <url>', 'address of the Hub', 'http://127.0.0.1:2000')
    .option('--key-file <file>', 'file with a status key or service key (default: LICET_STATUS_KEY)')
    .option('--product <name>', 'the view of one product')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<StatusOptions>()
      const status = await askHub(context, options)
      const { valid, state, customer, error } = status
      const text = `${valid === true ? 'In force' : 'Not in force'} (${String(state)}). ${String(customer)} ${String(error)}`
      printAnswer(context, options.json, status, printable(text.trimEnd()))
      if (valid !== true) finish(1)
    })
}

async function askHub(context: Context, options: StatusOptions): Promise<Record<string, unknown>> {
  const key =
    options.keyFile === undefined ? readSetting(context, 'LICET_STATUS_KEY') : readSecretFile(options.keyFile)
  const response = await requestStatus(addressOf(options), key)
  if (response.status === 401 || response.status === 403)
    throw new CliError('HUB_REFUSED', String(response.status))
  if (!response.ok) throw new CliError('HUB_UNREACHABLE', String(response.status))
  try {
    const text = await response.text()
    if (text.length > answerBytesMax) throw new CliError('HUB_UNREACHABLE', 'too long an answer')
    return { ...Object(JSON.parse(text)) }
  } catch {
    throw new CliError('HUB_UNREACHABLE', 'not an answer of a Hub')
  }
}

function addressOf(options: StatusOptions): URL {
  try {
    const url = new URL('/api/license/status', options.hub)
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new TypeError()
    if (options.product !== undefined) url.searchParams.set('product', options.product)
    return url
  } catch {
    throw new CliError('OPTION_INVALID', '--hub')
  }
}

async function requestStatus(url: URL, key: string | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      // A key is never carried to an address that nobody named.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    })
  } catch {
    throw new CliError('HUB_UNREACHABLE', url.origin)
  }
}

const examples = `
The key is never an argument, because arguments show in the process list.

Examples:
  LICET_STATUS_KEY_FILE=/run/secrets/status licet status
  licet status --hub https://hub.example:2000 --key-file key.txt --product pika --json
`
