import type { SameTexts } from '@licet/ui'
import type { fleet as english } from '../english/fleet.ts'

/** Wie im Englischen. */
export const fleet: SameTexts<typeof english> = {}
