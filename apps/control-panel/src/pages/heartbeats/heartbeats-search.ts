import type { RawSearch } from '@licet/ui'
import { isOutcome, type Outcome } from './outcome-words.ts'

export const heartbeatViews = ['feed', 'anomalies', 'rules'] as const
export type HeartbeatView = (typeof heartbeatViews)[number]

/** Reads the view and the filter of the heartbeats page from the address. */
export function parseHeartbeatsSearch(raw: RawSearch): { view?: HeartbeatView; outcome?: Outcome } {
  const view = heartbeatViews.find(name => name === raw.view)
  const { outcome } = raw
  return {
    ...(view === undefined || view === 'feed' ? {} : { view }),
    ...(isOutcome(outcome) ? { outcome } : {}),
  }
}
