import { Moment, Pane, Refusal, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import classes from './anomaly-group.module.css'
import { heartbeatsQuery } from './heartbeat-queries.ts'
import type { anomalies } from './outcome-words.ts'

const shownMax = 8

/** The latest questions that ended in one suspicious way: what it means, and which machines. */
export function AnomalyGroup({ outcome }: { outcome: (typeof anomalies)[number] }) {
  const { text } = useText()
  const { data, error } = useInfiniteQuery(heartbeatsQuery({ outcome }, false))
  const rows = data?.pages[0]?.heartbeats ?? []
  if (error === null && rows.length === 0) return null
  return (
    <Pane
      title={text(`heartbeats.ended.${outcome}`)}
      lead={text(`heartbeats.meaning.${outcome}`)}
      aside={
        <TextLink to="/licensing/heartbeats" search={{ outcome }} size="sm">
          {text('heartbeats.inFeed')}
        </TextLink>
      }
    >
      <Refusal error={error} />
      <ul className={classes.machines}>
        {rows.slice(0, shownMax).map(row => (
          <li key={row.id}>
            <Text size="sm">
              {row.hostname ?? text('heartbeats.noHost')} · {row.customer.name}
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
