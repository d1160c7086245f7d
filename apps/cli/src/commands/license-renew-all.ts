import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { type LicenseFilterOptions, licenseFilter, withLicenseFilter } from '../control/license-filter.ts'
import { renewMatching } from '../control/renew-matching.ts'
import { runStaffCommand, type StaffCommandOptions, withStaffOptions } from '../control/staff-command.ts'
import { CliError } from '../errors.ts'
import { parseEndOption } from '../input/option-values.ts'
import { describeRenewals } from '../output/describe-licenses.ts'
import type { Finish } from '../program.ts'

type Options = StaffCommandOptions &
  LicenseFilterOptions & { expires?: number; keepEnd?: true; reason?: string; preview?: true }

/** What another try would not change. */
const settled = ['revoked', 'unminted', 'not_longer']

/** Adds `licet license renew-all`: a later end, or a new signature, for every license that matches. */
export function addLicenseRenewAll(license: Command, context: Context, finish: Finish): void {
  withLicenseFilter(withStaffOptions(license.command('renew-all')), context)
    .description('Renew every license that matches, or sign each anew as it is. May be run again.')
    .option(
      '--expires <when>',
      '1y, 90d, 2027-03-01 (through that day, UTC), or epoch seconds',
      parseEndOption(context, '--expires'),
    )
    .option('--keep-end', 'the end stays: sign each anew, by the key that signs now')
    .option('--reason <text>', 'why; it stands in the audit log')
    .option('--preview', 'only count what it would do')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<Options>()
      const { expires: expiresAt, keepEnd, reason, preview } = options
      if ((expiresAt === undefined) === (keepEnd === undefined))
        throw new CliError('OPTION_INVALID', 'one of --expires and --keep-end')
      const filter = licenseFilter(options)
      if (Object.values(filter).every(value => value === undefined))
        throw new CliError('OPTION_INVALID', 'name which licenses: --kid, --customer, --state …')
      const isTold = context.interactive && options.json !== true
      await runStaffCommand(
        context,
        finish,
        options,
        async client => {
          const answer = await renewMatching(
            client,
            filter,
            { expiresAt, keepEnd, reason, preview },
            (done, total) => {
              if (isTold) context.err(`\r${done} of ${total}`)
            },
          )
          if (isTold) context.err('\n')
          if (answer.ok && (answer.body.obstacles as { obstacle: string }[]).some(isOpen)) finish(1)
          return answer
        },
        answer => describeRenewals(answer, preview === true),
      )
    })
}

function isOpen({ obstacle }: { obstacle: string }): boolean {
  return !settled.includes(obstacle)
}

const examples = `
Exit code 1: some were not renewed, and another try may do it. What is revoked, waits for its first activation or ends later already
counts as done.

Examples:
  licet license renew-all --kid lic-2026a --keep-end --reason "key withdrawn"
  licet license renew-all --customer cus_0123 --expires 2028-01-01 --preview
`
