import { StateChip } from '@licet/ui'
import type { StateKind } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { stateTones } from './state-tone.ts'

/** The state of a license in one word, with its colour and shape. */
export function LicenseStateChip({ state, size }: { state: StateKind; size?: 'sm' | 'lg' }) {
  const { text } = useText()
  return (
    <StateChip tone={stateTones[state]} size={size}>
      {text(`state.${state}`)}
    </StateChip>
  )
}
