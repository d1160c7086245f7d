import { StateChip, type StateChipProps } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import { type LicenseState, licenseTones } from './license-states.ts'

/** The state of a license at the vendor, as colour, shape and word. */
export function LicenseStateChip({ state, size }: { state: LicenseState; size?: StateChipProps['size'] }) {
  const { text } = useText()
  return (
    <StateChip tone={licenseTones[state]} size={size}>
      {text(`licenseState.${state}`)}
    </StateChip>
  )
}
