import { Pane, Refusal, RowsSkeleton } from '@licet/ui'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { notificationsQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import classes from './environment-pane.module.css'
import { NotificationChannels } from './notification-channels.tsx'
import { NotificationsLately } from './notifications-lately.tsx'
import { NotificationsUnset } from './notifications-unset.tsx'

/** Who is told what becomes of the license, a way to try it, and how it went lately. */
export function NotificationsPane() {
  const { text } = useText()
  const { data, error, refetch } = useQuery(notificationsQuery)
  return (
    <Stack gap="lg" className={classes.below}>
      <Refusal error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && (
        <Pane title={text('notifications.channels')}>
          <RowsSkeleton rows={2} />
        </Pane>
      )}
      {data?.channels.length === 0 && <NotificationsUnset />}
      {data !== undefined && data.channels.length > 0 && <NotificationChannels channels={data.channels} />}
      {data !== undefined && (data.channels.length > 0 || data.notifications.length > 0) && (
        <NotificationsLately notifications={data.notifications} />
      )}
    </Stack>
  )
}
