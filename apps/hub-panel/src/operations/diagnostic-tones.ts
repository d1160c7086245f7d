import type { Tone } from '@licet/ui'
import type { Diagnostic } from '../hub/shapes.ts'

/** Colour and shape of a self-check's outcome. */
export const diagnosticTones: Readonly<Record<Diagnostic['outcome'], Tone>> = {
  ok: 'ok',
  warning: 'notice',
  failed: 'danger',
}
