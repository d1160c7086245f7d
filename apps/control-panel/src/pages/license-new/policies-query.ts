import type { policyList } from '@licet/api/control'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

/** The presets and the policies of one's own, with their rules. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => askServer<z.infer<typeof policyList>>('/v1/policies', { signal }),
})
