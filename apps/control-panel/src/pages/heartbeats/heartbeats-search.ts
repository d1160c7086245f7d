import type { RawSearch } from '@licet/ui'

/** Reads the view and the filters of the heartbeats page from the address. */
export function parseHeartbeatsSearch(raw: RawSearch): { view?: 'anomalies' } {
  return raw.view === 'anomalies' ? { view: 'anomalies' } : {}
}
