import type { AuditFilter, UsersFilter } from '../hub/queries.ts'

type Raw = Record<string, unknown>

/** Reads the filters of the users page from the address; what is not understood is left out. */
export function parseUsersSearch(raw: Raw): UsersFilter & { create?: true } {
  const days = Number(raw.inactiveDays)
  return {
    ...textOf(raw, 'q'),
    ...(raw.role === 'admin' || raw.role === 'user' ? { role: raw.role } : {}),
    ...(String(raw.enabled) === 'true' ? { enabled: 'true' as const } : {}),
    ...(String(raw.enabled) === 'false' ? { enabled: 'false' as const } : {}),
    ...(Number.isInteger(days) && days >= 1 && days <= 3650 ? { inactiveDays: days } : {}),
    ...(raw.create === true || raw.create === 'true' ? { create: true as const } : {}),
  }
}

/** Reads the filters of the audit log from the address. */
export function parseAuditSearch(raw: Raw): AuditFilter {
  return {
    ...textOf(raw, 'q'),
    ...textOf(raw, 'actor'),
    ...textOf(raw, 'action'),
    ...secondsOf(raw, 'from'),
    ...secondsOf(raw, 'to'),
  }
}

/** Where to go after signing in: a path of this panel, never another site. */
export function parseSignInSearch(raw: Raw): { to?: string } {
  const to = raw.to
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
}

function textOf<Name extends string>(raw: Raw, name: Name): { [Key in Name]?: string } {
  const value = raw[name]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : ''
  return (text === '' ? {} : { [name]: text }) as { [Key in Name]?: string }
}

function secondsOf<Name extends string>(raw: Raw, name: Name): { [Key in Name]?: number } {
  const value = Number(raw[name])
  return (Number.isInteger(value) && value > 0 ? { [name]: value } : {}) as { [Key in Name]?: number }
}
