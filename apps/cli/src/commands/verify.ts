import { LicenseError } from '@licet/license'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { evaluatedAt, loadTrust } from '../input/load-trust.ts'
import { parseSeconds } from '../input/option-values.ts'
import { readToken } from '../input/read-token.ts'
import { printAnswer } from '../output/print-answer.ts'
import type { Finish } from '../program.ts'
import { judgeLicense, sentenceOf, unreadable, type Verdict } from '../verdict.ts'

interface VerifyOptions {
  trust?: string
  now?: number
  installation?: string
  json?: boolean
}

/**
 * Adds `licet verify`: the strict verifier on a token from stdin, nothing repaired, one verdict.
 *
 * @see DESIGN section 8, "CLI"
 */
export function addVerify(program: Command, context: Context, finish: Finish): void {
  program
    .command('verify')
    .description('Say whether a license is genuine and in force. Strict: nothing is repaired.')
    .argument('[file]', 'the token: "-" reads stdin; one final newline is allowed', '-')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .option('--now <seconds>', 'judge at this moment, in epoch seconds', parseSeconds)
    .option('--installation <id>', 'also judge whether it was issued for this installation (aud)')
    .addHelpText('after', examples)
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<VerifyOptions>()
      const verdict = await verify(context, source, options)
      printAnswer(context, options.json, verdict.answer, verdict.sentence)
      if (!verdict.answer.valid) finish(verdict.unasked ? 2 : 1)
    })
}

async function verify(context: Context, source: string, options: VerifyOptions): Promise<Verdict> {
  try {
    const trust = await loadTrust(context, options.trust)
    const token = await readToken(context, source)
    return await judgeLicense(token, trust, evaluatedAt(context, trust, options.now), options.installation)
  } catch (error) {
    if (!(error instanceof CliError) && !(error instanceof LicenseError)) throw error
    return { ...unreadable(error.code, sentenceOf(error)), unasked: true }
  }
}

const examples = `
Exit codes: 0 genuine and in force; 1 a negative answer; 2 misuse or an unreadable trust file.
With --json: one object {valid, state, code, kid, claims}; code is null when the license is in force.

Examples:
  licet verify --trust keys/trust.json - < license.txt
  licet verify --trust keys/trust.json --now 1803859200 --json - < license.txt
  pbpaste | licet inspect -        (text that mail has wrapped or quoted: inspect repairs it)
`
