import type { JsonObject } from '../json-object.ts'
import { tierPattern } from '../trust/parse-trust.ts'
import {
  asInteger,
  asMatch,
  asObject,
  asSeconds,
  asText,
  asUniqueList,
  namePattern,
  refuse,
} from './claim-reader.ts'
import type { LicenseClaims } from './claims.ts'
import { parsePolicy } from './parse-policy.ts'

/** What a license or an artifact may be called: printable ASCII without spaces. */
export const idPattern = /^[\x21-\x7e]{1,128}$/

const featuresMax = 64
const noFeatures: LicenseClaims['features'] = Object.freeze({})

/**
 * Reads what a license says. Claims that are not known are ignored and never used; known ones are right or refuse it.
 *
 * @param payload - The payload of a token whose signature holds.
 * @param issuer - The `iss` of that token, already compared with the trusted one.
 * @throws {LicenseError} CLAIMS_INVALID, with the claim's name as detail
 * @see DESIGN.md section 8, "Rules of a license token"
 */
export function parseLicenseClaims(payload: JsonObject, issuer: string): LicenseClaims {
  const claims: LicenseClaims = {
    iss: issuer,
    sub: asText(payload.sub, 'sub', 200),
    exp: asSeconds(payload.exp, 'exp'),
    customer: asText(payload.customer, 'customer', 200),
    tier: asMatch(payload.tier, 'tier', tierPattern),
    seats: asInteger(payload.seats, 'seats', 1, 1_000_000),
    products: asUniqueList(payload.products, 'products', 64, namePattern),
    features: parseFeatures(payload.features),
    warnDays: payload.warn_days === undefined ? 30 : asInteger(payload.warn_days, 'warn_days', 0, 3650),
    policy: parsePolicy(payload.policy),
  }
  if (payload.jti !== undefined) claims.jti = asMatch(payload.jti, 'jti', idPattern)
  if (payload.iat !== undefined) claims.iat = asSeconds(payload.iat, 'iat')
  if (payload.nbf !== undefined) claims.nbf = asSeconds(payload.nbf, 'nbf')
  if (payload.aud !== undefined) claims.aud = parseAudience(payload.aud)
  if (payload.rev !== undefined) claims.rev = asInteger(payload.rev, 'rev', 0, Number.MAX_SAFE_INTEGER)
  if (claims.iat !== undefined && claims.iat > claims.exp) refuse('iat')
  if (claims.nbf !== undefined && claims.nbf >= claims.exp) refuse('nbf')
  // The time to activate is counted from `iat`, so a bound license must say it.
  if (claims.policy.binding === 'machine' && claims.iat === undefined) refuse('iat')
  return claims
}

/** Reads `aud`: one installation id, or a list of them. */
export function parseAudience(value: unknown): readonly string[] {
  return typeof value === 'string' ? [asText(value, 'aud', 200)] : asAudienceList(value)
}

function asAudienceList(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 64) refuse('aud')
  return value.map(entry => asText(entry, 'aud', 200))
}

function parseFeatures(value: unknown): LicenseClaims['features'] {
  if (value === undefined) return noFeatures
  const entries = Object.entries(asObject(value, 'features'))
  if (entries.length > featuresMax) refuse('features')
  return Object.fromEntries(
    entries.map(([name, setting]) => [asMatch(name, 'features', namePattern), asSetting(setting)]),
  )
}

function asSetting(value: unknown): boolean | number | string {
  if (typeof value === 'boolean' || typeof value === 'number') return value
  return asText(value, 'features', 200)
}
