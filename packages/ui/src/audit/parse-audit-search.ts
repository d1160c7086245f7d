import { type RawSearch, secondsOf, textOf } from '../routing/search.ts'
import type { AuditFilter } from './audit-record.ts'

/** Reads the filters of an audit log from the address; what is not understood is left out. */
export function parseAuditSearch(raw: RawSearch): AuditFilter {
  return {
    ...textOf(raw, 'q'),
    ...textOf(raw, 'actor'),
    ...textOf(raw, 'action'),
    ...secondsOf(raw, 'from'),
    ...secondsOf(raw, 'to'),
  }
}
