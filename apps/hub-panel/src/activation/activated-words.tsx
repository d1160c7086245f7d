import { formatDay } from '@licet/ui'
import { Text } from '@mantine/core'
import type { Activated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { tierName } from '../license/tier-name.ts'

/** What is in force after an activation, in one line: whose, how many seats, for what, until when. */
export function ActivatedWords({ answer: { license, loaded } }: { answer: Activated }) {
  const { text, language } = useText()
  if (license === null) return <Text mt={4}>{text(`artifact.${loaded}`)}</Text>
  return (
    <Text mt={4}>
      {license.customer} · {tierName(license.tier)} · {text('activate.seatsCount', { count: license.seats })}{' '}
      · {license.products.join(', ')} ·{' '}
      {text('activate.until', { date: formatDay(license.expiresAt, language) })}
    </Text>
  )
}

/** The sentence that says what an activation did: put in force, queued, loaded, or nothing new. */
export function activatedTitle(answer: Activated) {
  if (!answer.changed) return 'activate.alreadyTitle'
  if (answer.loaded !== 'license') return 'activate.loadedTitle'
  const waits = answer.license !== null && (!answer.valid || answer.license.id !== answer.license_id)
  return waits ? 'activate.queuedTitle' : 'activate.doneTitle'
}
