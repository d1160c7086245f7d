import { formatUtc, Pane, TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import { BarChart } from './bar-chart.tsx'
import { Figure } from './figure.tsx'
import type { Overview } from './overview-query.ts'

/** How often machines are heard of, over the last day. */
export function HeartbeatsPane({ heartbeats }: { heartbeats: Overview['heartbeats'] }) {
  const { text, language } = useText()
  const total = heartbeats.byHour.reduce((sum, hour) => sum + hour.count, 0)
  const perMinute = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(heartbeats.perMinute)
  return (
    <Pane
      title={text('overview.heartbeats')}
      aside={<TextLink to="/licensing/heartbeats">{text('overview.feed')}</TextLink>}
    >
      <Figure value={perMinute} unit={text('overview.perMinute', { count: heartbeats.lastHour })} />
      <BarChart
        label={text('overview.heartbeatsPicture', { count: total })}
        bars={heartbeats.byHour.map(({ at, count }) => ({
          id: at,
          count,
          label: `${formatUtc(at, language)}: ${count}`,
        }))}
      />
    </Pane>
  )
}
