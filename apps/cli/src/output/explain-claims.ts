import { epochSecondsMax } from '@licet/license'
import { formatDistance, formatTime } from './format-time.ts'
import { printable } from './printable.ts'

/** What each claim means, in the order in which people ask. */
const meanings: Readonly<Record<string, string>> = {
  customer: 'whom the license is for',
  sub: 'the vendor’s id for the customer',
  iss: 'who issued it',
  tier: 'what was bought',
  products: 'the products it covers',
  seats: 'enabled accounts at most; existing ones are never touched',
  exp: 'from this second on it is expired',
  nbf: 'before this second it is not in force',
  iat: 'when it was issued',
  warn_days: 'days before the end at which warnings start',
  jti: 'id of the license, for support and revocation',
  rev: 'revision: a lower one never replaces a higher one silently',
  aud: 'the only installation that accepts it',
  features: 'features and their settings',
  policy: 'how strict it is: absent means soft and for any machine',
}
const times = new Set(['exp', 'nbf', 'iat'])

/** One line for each claim: name, value, meaning; the members of an object follow, one a line. A claim without a meaning is named as ignored. */
export function explainClaims(claims: Readonly<Record<string, unknown>>, now: number): string[] {
  const known = Object.keys(meanings).filter(name => Object.hasOwn(claims, name))
  const ignored = Object.keys(claims).filter(name => !Object.hasOwn(meanings, name))
  return [
    ...known.flatMap(name => explainClaim(name, claims[name], now)),
    ...ignored.map(name => `  ${printable(name).padEnd(10)} (not a license claim; ignored)`),
  ]
}

/** One line for each claim of an artifact that is not a license: name and value. */
export function listClaims(claims: Readonly<Record<string, unknown>>, now: number): string[] {
  return Object.entries(claims).map(
    ([name, value]) => `  ${printable(name).padEnd(10)} ${valueOf(name, value, now)}`,
  )
}

function explainClaim(name: string, value: unknown, now: number): string[] {
  const members =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  const shown = members.length > 0 ? '' : valueOf(name, value, now)
  return [
    `  ${name.padEnd(10)} ${shown.padEnd(40)}  ${meanings[name]}`,
    ...members.map(([member, setting]) => `    ${printable(`${member}: ${JSON.stringify(setting)}`)}`),
  ]
}

function valueOf(name: string, value: unknown, now: number): string {
  if (times.has(name) && typeof value === 'number' && Math.abs(value) <= epochSecondsMax)
    return `${formatTime(value)}, ${formatDistance(value, now)}`
  if (typeof value === 'string') return printable(value)
  if (Array.isArray(value) && value.every(entry => typeof entry === 'string'))
    return printable(value.join(', '))
  return printable(JSON.stringify(value) ?? '')
}
