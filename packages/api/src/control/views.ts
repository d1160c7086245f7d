import { z } from 'zod'
import { epochSeconds } from '../shapes.ts'
import { plainText } from './catalogue.ts'
import { licensesFilter } from './licenses.ts'

/** A view of the list of licenses as it is kept: its filters under a name. */
export const saveView = z.strictObject({ name: plainText(80), filter: licensesFilter })
export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  filter: licensesFilter,
  savedAt: epochSeconds,
})
export type SavedView = z.infer<typeof savedView>
/** Of whoever asks, by name. */
export const savedViews = z.object({ views: z.array(savedView) })
