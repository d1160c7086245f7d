import { z } from 'zod'
import { displayName } from '../display-name.ts'
import { epochSeconds } from '../shapes.ts'
import { licensesFilter } from './licenses.ts'

/** The filters of the list; `range` instead of bounds counts from the day on which the view is opened. */
export const viewFilter = licensesFilter.extend({
  range: z.enum(['within30', 'within60', 'within90', 'already']).optional(),
})
/** A view of the list of licenses as it is kept: its filters under a name. */
export const saveView = z.strictObject({ name: displayName(80), filter: viewFilter })
export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  filter: viewFilter,
  savedAt: epochSeconds,
})
export type SavedView = z.infer<typeof savedView>
/** Of whoever asks, by name. */
export const savedViews = z.object({ views: z.array(savedView) })
