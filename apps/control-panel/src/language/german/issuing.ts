import type { SameTexts } from '@licet/ui'
import type { issuing as english } from '../english/issuing.ts'

/** Lizenzen. */
export const issuing: SameTexts<typeof english> = {}
