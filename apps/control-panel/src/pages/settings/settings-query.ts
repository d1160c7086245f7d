import type { controlSettings, controlSettingsReport } from '@licet/api/control'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

export type ControlSettings = z.infer<typeof controlSettings>
export type ControlSettingsReport = z.infer<typeof controlSettingsReport>

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => askServer<ControlSettingsReport>('/v1/settings', { signal }),
})
