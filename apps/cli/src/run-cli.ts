import { CommanderError } from 'commander'
import type { Context, ExitCode } from './context.ts'
import { describeFailure } from './output/describe-failure.ts'
import { createProgram } from './program.ts'

/**
 * Runs one command and says how it ended. Never throws and never prints a stack trace, unless `LICET_DEBUG` asks for it.
 *
 * @param argv - Arguments after the program's name.
 */
export async function runCli(argv: readonly string[], context: Context): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const program = createProgram(context, code => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error, argv, context)
    reportFailure(error, argv, context)
    return 2
  }
}

/** Commander has printed its own sentence already; only `--json` still waits for an object. */
function endOfParsing(error: CommanderError, argv: readonly string[], context: Context): ExitCode {
  if (error.exitCode === 0) return 0
  if (argv.includes('--json'))
    context.out(`${JSON.stringify({ error: error.message, code: 'USAGE_INVALID' })}\n`)
  return 2
}

function reportFailure(error: unknown, argv: readonly string[], context: Context): void {
  const failure = describeFailure(error)
  if (argv.includes('--json')) context.out(`${JSON.stringify(failure)}\n`)
  const where = failure.detail === undefined ? '' : ` (${failure.detail})`
  const help = failure.help === undefined ? '' : `  ${failure.help}`
  context.err(`licet: ${failure.error}${where}\n       ${failure.code}${help}\n`)
  if (context.env.LICET_DEBUG === '1' && error instanceof Error) context.err(`${error.stack}\n`)
}
