import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { parseEndOption, parseMomentOption } from '../input/option-values.ts'

/** Which licenses, as options. */
export interface LicenseFilterOptions {
  state?: string
  query?: string
  customer?: string
  product?: string
  tier?: string
  kid?: string
  expiresBefore?: number
  expiresAfter?: number
}

/** Adds the options that say which licenses are meant. */
export function withLicenseFilter(command: Command, context: Context): Command {
  return command
    .option('--state <state>', 'unminted, scheduled, active, expiring, expired, suspended or revoked')
    .option('--query <text>', 'beginning of a customer’s name or id, of a license id, or end of a short key')
    .option('--customer <id>', 'of this customer')
    .option('--product <code>', 'that cover this product')
    .option('--tier <tier>', 'of this tier')
    .option('--kid <kid>', 'that this key has signed')
    .option(
      '--expires-before <when>',
      '90d, 2027-03-01 (through that day, UTC), or epoch seconds',
      parseEndOption(context, '--expires-before'),
    )
    .option(
      '--expires-after <when>',
      'likewise; a date means its first second, UTC',
      parseMomentOption(context, '--expires-after'),
    )
}

/** The same as the control plane's list takes it. */
export function licenseFilter(options: LicenseFilterOptions): Record<string, string | number | undefined> {
  const { state, query: q, customer, product, tier, kid, expiresBefore, expiresAfter } = options
  return { state, q, customer, product, tier, kid, expiresBefore, expiresAfter }
}
