import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { runStaffCommand, type StaffCommandOptions, withStaffOptions } from '../control/staff-command.ts'
import {
  collect,
  collectFeature,
  collectList,
  parseEndOption,
  parseMomentOption,
  parseWholeNumber,
} from '../input/option-values.ts'
import { readJson } from '../input/read-input.ts'
import { describeLicense } from '../output/describe-licenses.ts'
import { printable } from '../output/printable.ts'
import type { Finish } from '../program.ts'

interface IssueOptions extends StaffCommandOptions {
  customer?: string
  customerId?: string
  reference?: string
  policy: string
  tier: string
  seats: number
  products: string[]
  feature?: Record<string, boolean | number | string>
  starts?: number
  expires?: number
  term?: string
  months?: number
  warnDays?: number
  audience?: string[]
  shortKey?: boolean
  deployment?: string
  note?: string
  preview?: boolean
}

/** Adds `licet license issue`: the control plane signs a license and makes its short key. */
export function addLicenseIssue(license: Command, context: Context, finish: Finish): void {
  withStaffOptions(license.command('issue'))
    .description('Issue a license from the control plane. Its short key is shown once.')
    .option('--customer <name>', 'name of the customer; made where it is new')
    .option('--reference <text>', 'with --customer: what your own books call them')
    .option('--customer-id <id>', 'a customer that is there')
    .requiredOption('--policy <name>', 'preset, id of a policy, or a .json file with rules of its own')
    .requiredOption('--tier <tier>', 'tier, such as professional or enterprise')
    .requiredOption('--seats <n>', 'enabled accounts at most', parseWholeNumber)
    .requiredOption('--products <list>', 'products, comma-separated', collectList)
    .option('--feature <name=value>', 'a feature; may be repeated', collectFeature)
    .option(
      '--starts <when>',
      'not in force before; a date means its first second, UTC',
      parseMomentOption(context, '--starts'),
    )
    .option(
      '--expires <when>',
      '1y, 90d, 2027-03-01 (through that day, UTC), or epoch seconds',
      parseEndOption(context, '--expires'),
    )
    .option('--term <duration>', 'P1Y, P6M, P2W or P30D from now')
    .option('--months <n>', 'calendar months from the first activation, 1 to 12', parseWholeNumber)
    .option('--warn-days <n>', 'days before the end at which warnings start', parseWholeNumber)
    .option('--audience <id>', 'only this installation; may be repeated', collect)
    .option('--no-short-key', 'make no short key')
    .option('--deployment <id>', 'for this deployment')
    .option('--note <text>', 'for the staff')
    .option('--preview', 'only show what would be signed')
    .option('--idempotency-key <text>', 'repeat with the same text after a lost answer, and it happens once')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<IssueOptions>()
      const body = await bodyOf(context, options)
      await runStaffCommand(
        context,
        finish,
        options,
        client => client.post('licenses', body),
        answer => (options.preview ? JSON.stringify(answer.claims, null, 2) : describeIssued(answer)),
      )
    })
}

async function bodyOf(context: Context, options: IssueOptions): Promise<object> {
  const { customer: name, reference, customerId, policy, tier, seats, products, shortKey } = options
  return {
    customerId,
    customer: name === undefined ? undefined : { name, reference },
    policy: policy.endsWith('.json') ? await readJson(context, policy) : policy,
    tier,
    seats,
    products,
    features: options.feature,
    startsAt: options.starts,
    expiresAt: options.expires,
    term: options.term,
    termMonths: options.months,
    warnDays: options.warnDays,
    audience: options.audience,
    // Left to the control plane, unless somebody said no.
    shortKey: shortKey === false ? false : undefined,
    deploymentId: options.deployment,
    note: options.note,
    preview: options.preview,
  }
}

function describeIssued({ license, token, key }: Record<string, unknown>): string {
  return [
    describeLicense(Object(license) as Record<string, unknown>),
    ...(typeof key === 'string' ? ['', `License key, shown this once: ${printable(key)}`] : []),
    ...(typeof token === 'string' ? ['', printable(token)] : []),
  ].join('\n')
}
