import { artifactBytesMax, LicenseError, repairPaste, repairs } from '@licet/license'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { evaluatedAt, loadTrustIfNamed } from '../input/load-trust.ts'
import { parseSeconds } from '../input/option-values.ts'
import { readText } from '../input/read-input.ts'
import { type Inspection, inspectLicense } from '../inspection.ts'
import { explainClaims, listClaims } from '../output/explain-claims.ts'
import { printAnswer } from '../output/print-answer.ts'
import type { Finish } from '../program.ts'

interface InspectOptions {
  trust?: string
  now?: number
  json?: boolean
}

/** Adds `licet inspect`: what a license or artifact says, claim by claim, offline, after repairing the paste. */
export function addInspect(program: Command, context: Context, finish: Finish): void {
  program
    .command('inspect')
    .description(
      'Explain a license, claim by claim. Repairs what mail and terminals do to text, and says what.',
    )
    .argument('[file]', 'a license or any signed artifact; "-" reads stdin', '-')
    .option('--trust <file>', 'also verify it against this trust file (default: LICET_TRUST_FILE)')
    .option('--now <seconds>', 'judge at this moment, in epoch seconds', parseSeconds)
    .addHelpText('after', examples)
    .action(async (source: string, _options, command: Command) => {
      const options = command.optsWithGlobals<InspectOptions>()
      const trust = await loadTrustIfNamed(context, options.trust)
      const now = trust === null ? (options.now ?? context.now()) : evaluatedAt(context, trust, options.now)
      try {
        const { token, kind, removed } = repairPaste(await readPaste(context, source))
        const inspection = await inspectLicense(token, kind, trust, now)
        printAnswer(context, options.json, { ...inspection, removed }, explain(inspection, now))
        for (const repair of removed) context.err(`${repairs[repair]}\n`)
        if (inspection.valid === false) finish(1)
      } catch (error) {
        if (!(error instanceof LicenseError)) throw error
        printAnswer(
          context,
          options.json,
          { error: error.message, code: error.code },
          `${error.message}\n${error.code}`,
        )
        finish(1)
      }
    })
}

/** Every text file ends with a newline; to call that a repair would only worry people. */
async function readPaste(context: Context, source: string): Promise<string> {
  return (await readText(context, source, artifactBytesMax)).replace(/\r?\n$/, '')
}

function explain(inspection: Inspection, now: number): string {
  const { kind, claims, sentence } = inspection
  const lines = kind === 'license' ? explainClaims(claims, now) : listClaims(claims, now)
  return [sentence, '', ...lines, '', ...footerOf(inspection)].join('\n')
}

function footerOf({ kid, digest }: Inspection): string[] {
  return [`key     ${kid ?? '(none named)'}`, ...(digest === null ? [] : [`digest  ${digest}`])]
}

const examples = `
Without a trust file nothing is verified, and the answer says so. Exit codes: 0 shown (and, with a trust file, genuine
and in force); 1 not genuine, not in force, or not a license at all; 2 misuse.

Examples:
  licet inspect mail.txt
  licet inspect --trust keys/trust.json --now 1803859200 license.txt
  licet inspect --json - < license.txt
`
