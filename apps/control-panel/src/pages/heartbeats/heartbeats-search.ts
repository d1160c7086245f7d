import type { RawSearch } from '@licet/ui'
import { isOutcome, type Outcome } from './outcome-words.ts'

export const heartbeatViews = ['feed', 'anomalies', 'rules'] as const
export type HeartbeatView = (typeof heartbeatViews)[number]

/** Which questions of machines are shown; without either, all. */
export interface HeartbeatFilter {
  outcome?: Outcome
  /** Only those of machines whose clock was off. */
  skewed?: true
}

/** Reads the view and the filter of the heartbeats page from the address. */
export function parseHeartbeatsSearch(raw: RawSearch): HeartbeatFilter & { view?: HeartbeatView } {
  const view = heartbeatViews.find(name => name === raw.view)
  return {
    ...(view === undefined || view === 'feed' ? {} : { view }),
    ...parseHeartbeatFilter(raw.skewed === true ? 'skewed' : raw.outcome),
  }
}

/** What a choice in the list of filters means; nothing of an unknown one. */
export function parseHeartbeatFilter(choice: unknown): HeartbeatFilter {
  if (choice === 'skewed') return { skewed: true }
  return isOutcome(choice) ? { outcome: choice } : {}
}
