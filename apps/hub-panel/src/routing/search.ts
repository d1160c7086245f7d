import { type RawSearch, textOf } from '@licet/ui'
import type { UsersFilter } from '../hub/queries.ts'

/** Reads the filters of the users page from the address; what is not understood is left out. */
export function parseUsersSearch(raw: RawSearch): UsersFilter & { create?: true } {
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
