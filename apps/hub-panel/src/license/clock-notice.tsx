import type { LicenseReport } from '@licet/api'
import { formatLength, Notice, TextLink } from '@licet/ui'
import { useText } from '../language/use-text.ts'

/** Whose clock is off and, where a signed response is fresh enough to say, by how much. */
export function ClockNotice({ clock }: { clock: LicenseReport['clock'] }) {
  const { text, language } = useText()
  const { warning, skewSeconds } = clock
  if (warning === 'none') return null
  const length = formatLength(Math.abs(skewSeconds ?? 0), language)
  return (
    <Notice tone="danger">
      {skewSeconds === null
        ? text(warning === 'behind' ? 'license.clockBehind' : 'license.clockJumped')
        : text(skewSeconds < 0 ? 'license.clockSlow' : 'license.clockFast', { length })}{' '}
      <TextLink to="/diagnostics" inherit c="inherit" underline="always">
        {text('nav.diagnostics')}
      </TextLink>
    </Notice>
  )
}
