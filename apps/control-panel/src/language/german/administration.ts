import type { SameTexts } from '@licet/ui'
import type { administration as english } from '../english/administration.ts'

/** Wie im Englischen. */
export const administration: SameTexts<typeof english> = {}
