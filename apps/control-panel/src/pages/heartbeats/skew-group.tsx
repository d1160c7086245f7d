import { Moment, Pane, Refusal, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import classes from './anomaly-group.module.css'
import { heartbeatsQuery } from './heartbeat-queries.ts'

const shownMax = 8

/** Machines whose clock was off when they asked, the latest first, and by how much; nothing while there are none. */
export function SkewGroup() {
  const { text } = useText()
  const { data, error } = useInfiniteQuery(heartbeatsQuery({ skewed: true }, false))
  const rows = data?.pages[0]?.heartbeats ?? []
  if (error === null && rows.length === 0) return null
  return (
    <Pane
      title={text('heartbeats.skew')}
      lead={text('heartbeats.skewLead')}
      aside={
        <TextLink to="/licensing/heartbeats" search={{ skewed: true }} size="sm">
          {text('heartbeats.inFeed')}
        </TextLink>
      }
    >
      <Refusal error={error} />
      <ul className={classes.machines}>
        {rows.slice(0, shownMax).map(({ id, hostname, customer, skewSeconds, licenseId, at }) => (
          <li key={id}>
            <Text size="sm">
              {hostname ?? text('heartbeats.noHost')} · {customer.name} ·{' '}
              {text((skewSeconds ?? 0) < 0 ? 'heartbeats.skewAhead' : 'heartbeats.skewBehind', {
                count: Math.floor(Math.abs(skewSeconds ?? 0) / 60),
              })}
            </Text>
            <TextLink to="/licensing/license/$id" params={{ id: licenseId }} size="sm">
              {text('heartbeats.toLicense')}
            </TextLink>
            <Moment at={at} />
          </li>
        ))}
      </ul>
    </Pane>
  )
}
