import { randomBytes } from 'node:crypto'
import { policyClaim, policyPresets } from '@licet/license'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import { loadTrustIfNamed } from './input/load-trust.ts'
import { readJson } from './input/read-input.ts'
import { readEnd, readMoment } from './input/read-moment.ts'

/** Claims on their way to be signed; the verifier judges them, see `signLicense`. */
export type Claims = Record<string, unknown>

/** The options of `licet issue` that say something about the license. */
export interface IssueOptions {
  from?: string
  issuer?: string
  trust?: string
  subject?: string
  customer?: string
  tier?: string
  seats?: number
  products?: string[]
  expires?: string
  starts?: string
  id?: string
  audience?: string[]
  revision?: number
  feature?: Record<string, boolean | number | string>
  warnDays?: number
  preset?: string
  policy?: string
  minimal?: boolean
  now?: number
}

const requiredOptions = {
  iss: '--issuer',
  sub: '--subject',
  exp: '--expires',
  customer: '--customer',
  tier: '--tier',
  seats: '--seats',
  products: '--products',
} as const

/**
 * The claims to sign: those of `--from`, then the options over them, then what a license should have and nobody said
 * (`iss` from the trust file, `jti`, `iat`).
 *
 * @throws {CliError} CLAIM_MISSING, OPTION_INVALID, FILE_UNREADABLE, FILE_NOT_JSON
 * @throws {IssuerError} DATE_INVALID
 */
export async function buildClaims(context: Context, options: IssueOptions): Promise<Claims> {
  const now = options.now ?? context.now()
  const claims = {
    ...(await claimsFromFile(context, options.from, now)),
    ...(await claimsFromOptions(context, options, now)),
  }
  if (claims.iss === undefined) {
    const trust = await loadTrustIfNamed(context, options.trust)
    if (trust !== null) claims.iss = trust.issuer
  }
  for (const [name, option] of Object.entries(requiredOptions))
    if (claims[name] === undefined) throw new CliError('CLAIM_MISSING', `${name}, ${option}`)
  const defaults = options.minimal ? {} : { jti: `lic_${randomBytes(12).toString('hex')}`, iat: now }
  return { ...defaults, ...claims }
}

/** In a file too, `exp`, `nbf` and `iat` may be written as durations or dates; `exp` then lasts through its day. */
async function claimsFromFile(context: Context, path: string | undefined, now: number): Promise<Claims> {
  if (path === undefined) return {}
  const value = await readJson(context, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CliError('FILE_NOT_JSON', path)
  const claims: Claims = { ...value }
  for (const name of ['exp', 'nbf', 'iat']) {
    const date = claims[name]
    const read = name === 'exp' ? readEnd : readMoment
    if (typeof date === 'string') claims[name] = read(context, name, date, now)
  }
  return claims
}

async function claimsFromOptions(context: Context, options: IssueOptions, now: number): Promise<Claims> {
  const claims: Claims = {
    iss: options.issuer,
    sub: options.subject,
    customer: options.customer,
    tier: options.tier,
    seats: options.seats,
    products: options.products,
    exp: options.expires === undefined ? undefined : readEnd(context, '--expires', options.expires, now),
    nbf: options.starts === undefined ? undefined : readMoment(context, '--starts', options.starts, now),
    jti: options.id,
    aud: options.audience,
    rev: options.revision,
    features: options.feature,
    warn_days: options.warnDays,
    policy: await policyOf(context, options),
  }
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}

async function policyOf(context: Context, options: IssueOptions): Promise<unknown> {
  if (options.policy !== undefined && options.preset !== undefined)
    throw new CliError('OPTION_INVALID', '--preset and --policy')
  if (options.policy !== undefined) return readJson(context, options.policy)
  if (options.preset === undefined) return undefined
  const preset = Object.entries(policyPresets).find(([name]) => name === options.preset)
  if (preset === undefined)
    throw new CliError('OPTION_INVALID', `--preset: ${Object.keys(policyPresets).join(', ')}`)
  return policyClaim(preset[1])
}
