import { beatEndOf, startHeartbeats } from '@licet/activation'
import type { Command } from 'commander'
import { type OwnActivation, type OwnOptions, openOwnActivation } from '../activation/open-own-activation.ts'
import { reportExchange } from '../activation/report-exchange.ts'
import type { Context } from '../context.ts'
import { describeFailure } from '../output/describe-failure.ts'
import { formatTime } from '../output/format-time.ts'
import type { Finish } from '../program.ts'

interface HeartbeatOptions extends OwnOptions {
  watch?: boolean
}

/** Adds `licet heartbeat`: renews the lease of this machine's license, once or for as long as the program runs. */
export function addHeartbeat(program: Command, context: Context, finish: Finish): void {
  program
    .command('heartbeat')
    .description('Renew the lease of the license on this machine.')
    .option('--watch', 'go on, as often as the license asks for, until interrupted')
    .option('--trust <file>', 'trust file (default: LICET_TRUST_FILE)')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<HeartbeatOptions>()
      const activation = await openOwnActivation(context, options)
      if (options.watch) await watch(context, activation, options)
      else reportExchange(context, options.json, finish, await activation.heartbeat())
    })
}

/** One line, or one object under `--json`, for each heartbeat. */
async function watch(context: Context, activation: OwnActivation, { json }: HeartbeatOptions): Promise<void> {
  let intervalSeconds = (await activation.state()).license?.claims.policy.heartbeatSeconds ?? null
  const heartbeats = startHeartbeats({
    beat: async () => {
      const end = await activation.heartbeat()
      reportExchange(context, json, goOn, end)
      if (end.kind === 'taken') intervalSeconds = end.state.license?.claims.policy.heartbeatSeconds ?? null
      return beatEndOf(end)
    },
    intervalSeconds: () => intervalSeconds,
    onFault: error => {
      const { error: sentence, code } = describeFailure(error)
      context.err(`licet: ${sentence}\n       ${code}\n`)
    },
  })
  const announce = (): void => {
    const seconds = heartbeats.secondsToNext()
    const at = seconds === null ? '' : formatTime(context.now() + Math.round(seconds))
    const expected =
      intervalSeconds === null ? 'This license expects no heartbeat; looking again' : 'Next heartbeat'
    context.err(`${expected} at ${at}.\n`)
  }
  const end = interrupted()
  await heartbeats.beatNow()
  announce()
  await end
  context.err('Stopping.\n')
  await heartbeats.close()
}

/** A heartbeat that failed does not end the watch, which itself ends well. */
const goOn: Finish = () => undefined

/** Resolves when somebody wants the program to end, and keeps it alive until then. */
async function interrupted(): Promise<void> {
  const alive = setInterval(() => undefined, 60_000)
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  clearInterval(alive)
}

const examples = `
An outage changes nothing before the lease ends; --watch backs off, and follows Retry-After.

Examples:
  licet heartbeat
  licet heartbeat --watch --json >> heartbeats.log
`
