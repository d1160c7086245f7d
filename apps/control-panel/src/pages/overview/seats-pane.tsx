import { Pane } from '@licet/ui'
import { Progress, Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import { Figure } from './figure.tsx'
import type { Overview } from './overview-query.ts'

/** Seats that were sold, and how many of them belong to installations that are heard of. */
export function SeatsPane({ seats }: { seats: Overview['seats'] }) {
  const { text, language } = useText()
  const number = new Intl.NumberFormat(language)
  const percent = seats.sold === 0 ? 0 : Math.round((seats.reported / seats.sold) * 100)
  return (
    <Pane title={text('overview.seats')}>
      <Figure value={number.format(seats.sold)} unit={text('overview.sold')} />
      <Progress
        value={percent}
        size="lg"
        color="var(--licet-info-fill)"
        aria-label={text('overview.reportedPercent', { percent })}
      />
      <Text size="sm" mt="sm">
        {text('overview.reported', { count: number.format(seats.reported), percent })}
      </Text>
      <Text size="sm" c="dimmed">
        {text('overview.reportedMeaning')}
      </Text>
    </Pane>
  )
}
