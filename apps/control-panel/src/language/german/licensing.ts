import type { SameTexts } from '@licet/ui'
import type { licensing as english } from '../english/licensing.ts'

/** Lizenzen. */
export const licensing: SameTexts<typeof english> = {}
