import { formatUtc } from '@licet/ui'

/** A claim that a deed changes, both values readable. */
export interface ClaimChange {
  name: string
  from: string
  to: string
}

type Claims = Readonly<Record<string, unknown>>

const moments = new Set(['exp', 'nbf'])
/** They change with every revision and say nothing by themselves. */
const silent = new Set(['iat', 'rev', 'jti'])

/** What the next revision says otherwise than the present one, in the order of the next. */
export function claimChanges(before: Claims, after: Claims, language: string): ClaimChange[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...names]
    .filter(name => !silent.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map(name => ({
      name,
      from: readable(name, before[name], language),
      to: readable(name, after[name], language),
    }))
}

function readable(name: string, value: unknown, language: string): string {
  if (value === undefined || value === null) return '–'
  if (moments.has(name) && typeof value === 'number') return formatUtc(value, language)
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
