import { Moment, Pane, Refusal, RowsSkeleton, shortenMiddle, TextLink, useActionName } from '@licet/ui'
import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { auditQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import classes from './rows.module.css'

/** The last deeds, with who did them. */
export function RecentAuditPane() {
  const { text } = useText()
  const actionName = useActionName()
  const { data, error } = useInfiniteQuery(auditQuery({}, 6))
  const entries = data?.pages[0]?.entries ?? []
  return (
    <Pane
      title={text('dashboard.recent')}
      aside={
        <TextLink to="/audit" size="sm">
          {text('nav.audit')}
        </TextLink>
      }
    >
      <Refusal error={error} />
      {data === undefined && error === null && <RowsSkeleton rows={4} />}
      {data !== undefined && entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {text('ui.audit.emptyHelp')}
        </Text>
      )}
      <ul className={classes.rows}>
        {entries.map(entry => (
          <li key={entry.id}>
            <span>
              <span className={classes.name}>{actionName(entry.action)}</span>{' '}
              <Text span size="sm" c="dimmed">
                {shortenMiddle(entry.target, 18)}
              </Text>
            </span>
            <span className={classes.value}>
              {entry.actorName} · <Moment at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Pane>
  )
}
