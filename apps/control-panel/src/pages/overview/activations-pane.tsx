import { formatDay, Pane, TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import { BarChart } from './bar-chart.tsx'
import { Figure } from './figure.tsx'
import type { Overview } from './overview-query.ts'

/** How many machines were activated, day by day, over the last month. */
export function ActivationsPane({ days }: { days: Overview['activationsByDay'] }) {
  const { text, language } = useText()
  const total = days.reduce((sum, day) => sum + day.count, 0)
  const most = Math.max(0, ...days.map(day => day.count))
  return (
    <Pane
      title={text('overview.activations')}
      aside={<TextLink to="/offline">{text('overview.byHand')}</TextLink>}
    >
      <Figure value={total} unit={text('overview.lastDays', { count: days.length })} />
      <BarChart
        label={text('overview.activationsPicture', { count: total, most })}
        bars={days.map(({ day, count }) => ({
          id: day,
          count,
          label: `${formatDay(day, language)}: ${count}`,
        }))}
      />
    </Pane>
  )
}
