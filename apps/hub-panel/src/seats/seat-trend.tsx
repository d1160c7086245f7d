import '@mantine/charts/styles.layer.css'
import { formatDay } from '@licet/ui'
import { AreaChart } from '@mantine/charts'
import { useReducedMotion } from '@mantine/hooks'
import type { SeatReport } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'

/** Twelve months of seat use, with the limit of each day; loaded only where it is shown. */
export function SeatTrend({ points }: { points: SeatReport['trend'] }) {
  const { text, language } = useText()
  const still = useReducedMotion()
  const data = points.map(point => ({
    day: formatDay(point.day, language, 'short'),
    used: point.used,
    limit: point.limit,
  }))
  const first = data[0]
  const last = data.at(-1)
  return (
    <figure style={{ margin: 0 }}>
      <div
        role="img"
        aria-label={text('seats.trendLabel', {
          from: first?.day,
          to: last?.day,
          first: first?.used,
          last: last?.used,
          peak: Math.max(...points.map(point => point.used)),
        })}
      >
        <AreaChart
          h={280}
          data={data}
          dataKey="day"
          curveType="stepAfter"
          withDots={false}
          withGradient={false}
          fillOpacity={0.14}
          strokeWidth={2}
          series={[
            { name: 'used', label: text('seats.used'), color: 'var(--licet-info-fill)' },
            {
              name: 'limit',
              label: text('seats.limit'),
              color: 'var(--licet-danger-fill)',
              strokeDasharray: '6 4',
            },
          ]}
          withLegend
          legendProps={{ verticalAlign: 'top', height: 36 }}
          yAxisProps={{ allowDecimals: false, width: 36, domain: [0, 'auto'] }}
          xAxisProps={{ minTickGap: 48 }}
          areaProps={series => ({
            isAnimationActive: !still,
            ...(series.name === 'limit' ? { fill: 'none' } : {}),
          })}
          areaChartProps={{ accessibilityLayer: false }}
        />
      </div>
    </figure>
  )
}
