import { Moment, Pane, Refusal, RowsSkeleton, TextLink, useActionName } from '@licet/ui'
import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import rows from '../dashboard/rows.module.css'
import { auditQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'

/** What this account did, and what was done to it. */
export function UserAuditPane({ userId }: { userId: string }) {
  const { text } = useText()
  const actionName = useActionName()
  const { data, error } = useInfiniteQuery(auditQuery({ q: userId }, 10))
  const entries = data?.pages[0]?.entries ?? []
  return (
    <Pane
      title={text('users.audit')}
      aside={
        <TextLink to="/audit" search={{ q: userId }} size="sm">
          {text('nav.audit')}
        </TextLink>
      }
    >
      <Refusal error={error} />
      {data === undefined && error === null && <RowsSkeleton rows={3} />}
      {data !== undefined && entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {text('users.noAudit')}
        </Text>
      )}
      <ul className={rows.rows}>
        {entries.map(entry => (
          <li key={entry.id}>
            <span className={rows.name}>{actionName(entry.action)}</span>
            <span className={rows.value}>
              {entry.actorName} · <Moment at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Pane>
  )
}
