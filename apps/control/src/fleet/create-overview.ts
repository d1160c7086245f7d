import type { Overview } from '@licet/api/control'
import type { ControlDeps } from '../deps.ts'
import { gatherOverview } from './gather-overview.ts'
import { createPastCounts } from './past-counts.ts'

const freshSeconds = 30
/** Gathering takes at most this share of the time: a fleet so large that it takes long is counted less often. */
const shareMax = 0.05

/**
 * Creates the reader of the overview. The numbers are gathered at most once in 30 seconds, whoever asks; those who ask
 * meanwhile share one gathering. While gathering takes long, the last numbers are given and new ones follow.
 */
export function createOverview(
  deps: Pick<ControlDeps, 'database' | 'clock' | 'trust' | 'log'>,
): () => Promise<Overview> {
  const past = createPastCounts(deps.database.db)
  let last: { overview: Overview; freshUntil: number } | null = null
  let gathering: Promise<Overview> | null = null

  const gather = async (): Promise<Overview> => {
    const began = performance.now()
    const overview = await gatherOverview(deps, past)
    const tookSeconds = (performance.now() - began) / 1000
    last = { overview, freshUntil: overview.at + Math.max(freshSeconds, tookSeconds / shareMax) }
    return overview
  }
  return () => {
    const now = deps.clock.now()
    if (last !== null && now >= last.overview.at && now < last.freshUntil)
      return Promise.resolve(last.overview)
    gathering ??= gather().finally(() => {
      gathering = null
    })
    const slow = last !== null && last.freshUntil - last.overview.at > freshSeconds
    if (!slow || last === null) return gathering
    gathering.catch(err => deps.log.error({ err }, 'the overview could not be gathered'))
    return Promise.resolve(last.overview)
  }
}
