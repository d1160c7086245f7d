import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { type LicenseFilterOptions, licenseFilter, withLicenseFilter } from '../control/license-filter.ts'
import { runStaffCommand, type StaffCommandOptions, withStaffOptions } from '../control/staff-command.ts'
import { parseWholeNumber } from '../input/option-values.ts'
import { describeLicense, describeLicenseList } from '../output/describe-licenses.ts'
import type { Finish } from '../program.ts'
import { addActivate } from './activate.ts'
import { addDeactivate } from './deactivate.ts'
import { addLicenseDeeds } from './license-deeds.ts'
import { addLicenseIssue } from './license-issue.ts'
import { addLicenseRenewAll } from './license-renew-all.ts'

interface ListOptions extends StaffCommandOptions, LicenseFilterOptions {
  cursor?: string
  limit?: number
}

/** Adds `licet license`: licenses as the vendor's staff keep them, in a control plane. */
export function addLicense(program: Command, context: Context, finish: Finish): void {
  const license = program
    .command('license')
    .description('Keep licenses in a control plane, as the vendor’s staff.')
    .addHelpText('after', examples)
  addLicenseIssue(license, context, finish)
  addList(license, context, finish)
  addShow(license, context, finish)
  addLicenseDeeds(license, context, finish)
  addLicenseRenewAll(license, context, finish)
  addActivate(license, context, finish)
  addDeactivate(license, context, finish)
}

function addList(license: Command, context: Context, finish: Finish): void {
  withLicenseFilter(withStaffOptions(license.command('list')), context)
    .description('List licenses.')
    .option('--cursor <text>', 'go on where the last page ended')
    .option('--limit <n>', 'lines on a page', parseWholeNumber)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<ListOptions>()
      const { cursor, limit } = options
      const search = { ...licenseFilter(options), cursor, limit }
      await runStaffCommand(
        context,
        finish,
        options,
        client => client.get('licenses', search),
        describeLicenseList,
      )
    })
}

function addShow(license: Command, context: Context, finish: Finish): void {
  withStaffOptions(license.command('show'))
    .description('Show one license with its machines.')
    .argument('<id>', 'id of the license')
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<StaffCommandOptions>()
      const path = `licenses/${encodeURIComponent(id)}`
      await runStaffCommand(context, finish, options, client => client.get(path), describeLicense)
    })
}

const examples = `
LICET_CONTROL_URL names the control plane, LICET_CONTROL_TOKEN (or LICET_CONTROL_TOKEN_FILE, --token-file) holds an API
token. A token is never an argument, because arguments show in the process list.

Examples:
  licet license issue --customer "Acme Corp" --policy node-locked --tier professional --seats 10 --products pika --term P1Y
  licet license list --state expiring --json
  licet license revoke lic_0123 --reason "stolen laptop" --preview
`
