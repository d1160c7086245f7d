import { Moment, Pane, Refusal, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import classes from './anomaly-group.module.css'
import { type Heartbeat, heartbeatsQuery } from './heartbeat-queries.ts'

const shownMax = 8
const toleratedSeconds = 300

/** Machines whose clock was off when they asked lately, and by how much; nothing while there are none. */
export function SkewGroup() {
  const { text } = useText()
  const { data, error } = useInfiniteQuery(heartbeatsQuery(undefined, false))
  const rows = data?.pages[0]?.heartbeats.filter(isSkewed) ?? []
  if (error === null && rows.length === 0) return null
  return (
    <Pane title={text('heartbeats.skew')} lead={text('heartbeats.skewLead')}>
      <Refusal error={error} />
      <ul className={classes.machines}>
        {rows.slice(0, shownMax).map(row => (
          <li key={row.id}>
            <Text size="sm">
              {row.hostname ?? text('heartbeats.noHost')} · {row.customer.name} ·{' '}
              {text(row.skewSeconds < 0 ? 'heartbeats.skewAhead' : 'heartbeats.skewBehind', {
                count: Math.floor(Math.abs(row.skewSeconds) / 60),
              })}
            </Text>
            <TextLink to="/licensing/license/$id" params={{ id: row.licenseId }} size="sm">
              {text('heartbeats.toLicense')}
            </TextLink>
            <Moment at={row.at} />
          </li>
        ))}
      </ul>
    </Pane>
  )
}

function isSkewed(row: Heartbeat): row is Heartbeat & { skewSeconds: number } {
  return row.skewSeconds !== null && Math.abs(row.skewSeconds) > toleratedSeconds
}
