import type { SameTexts } from '@licet/ui'
import type { desk as english } from '../english/desk.ts'

/** Wie im Englischen. */
export const desk: SameTexts<typeof english> = {}
