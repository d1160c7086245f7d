import { Pane, TextLink } from '@licet/ui'
import { VisuallyHidden } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import classes from './expiry-heatmap.module.css'
import { heatOf, heatSteps } from './heat.ts'
import type { Overview } from './overview-query.ts'

/** Twelve months, each as dark as the number of licenses that end in it; every month leads to those licenses. */
export function ExpiryHeatmap({ months }: { months: Overview['expiryByMonth'] }) {
  const { text, language } = useText()
  const most = Math.max(0, ...months.map(month => month.licenses))
  const shortName = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  return (
    <Pane title={text('overview.heatmap')} lead={text('overview.heatmapLead')} aside={<Legend />}>
      <ol className={classes.months}>
        {months.map((month, index) => (
          <li key={month.month}>
            <TextLink
              to="/licensing"
              search={{ expiresAfter: month.from, expiresBefore: endOf(month.from) }}
              underline="never"
              className={classes.month ?? ''}
              data-heat={heatOf(month.licenses, most)}
            >
              <span className={classes.name}>
                {shortName.format(month.from * 1000)}
                {(index === 0 || month.month.endsWith('-01')) && <small>{month.month.slice(0, 4)}</small>}
              </span>
              <strong className={classes.count}>{month.licenses}</strong>
              <VisuallyHidden>{text('overview.monthEnds', { count: month.licenses })}</VisuallyHidden>
              <span className={classes.seats}>{text('overview.seatsShort', { count: month.seats })}</span>
            </TextLink>
          </li>
        ))}
      </ol>
    </Pane>
  )
}

function Legend() {
  const { text } = useText()
  return (
    <span className={classes.legend} aria-hidden>
      {text('overview.fewer')}
      {Array.from({ length: heatSteps }, (_, heat) => (
        <i key={heat} data-heat={heat} />
      ))}
      {text('overview.more')}
    </span>
  )
}

/** The last second of the month that begins at `from`, in UTC. */
function endOf(from: number): number {
  const start = new Date(from * 1000)
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1) / 1000 - 1
}
