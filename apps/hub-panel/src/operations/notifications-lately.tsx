import { type Column, Moment, Pane, RecordTable, StateChip, type Tone } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import type { NotificationReport } from '../hub/shapes.ts'
import { useBannerText } from '../language/use-banner-text.ts'
import { useText } from '../language/use-text.ts'
import { useFaultText } from './use-fault-text.ts'

type Notification = NotificationReport['notifications'][number]
type Delivery = Notification['deliveries'][number]

const tones: Readonly<Record<Delivery['outcome'], Tone>> = { sent: 'ok', waiting: 'notice', failed: 'danger' }

/** What was told lately, and how each channel took it. */
export function NotificationsLately({ notifications }: { notifications: readonly Notification[] }) {
  const { text } = useText()
  const sentence = useBannerText()
  const columns: Column<Notification>[] = [
    {
      id: 'what',
      header: text('notifications.what'),
      leads: true,
      cell: notification => sentence(notification),
    },
    { id: 'when', header: text('notifications.when'), cell: ({ at }) => <Moment at={at} show="utc" /> },
    {
      id: 'outcome',
      header: text('notifications.outcome'),
      cell: ({ deliveries }) => (
        <Stack gap={4}>
          {deliveries.map(delivery => (
            <DeliveryState key={delivery.channel} delivery={delivery} />
          ))}
        </Stack>
      ),
    },
  ]
  return (
    <Pane title={text('notifications.lately')} lead={text('notifications.latelyLead')} flush>
      {notifications.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {text('notifications.nothingYet')}
        </Text>
      ) : (
        <RecordTable
          label={text('notifications.lately')}
          columns={columns}
          rows={notifications}
          rowId={({ id }) => id}
        />
      )}
    </Pane>
  )
}

function DeliveryState({ delivery: { channel, outcome, error } }: { delivery: Delivery }) {
  const { text } = useText()
  const faultText = useFaultText()
  return (
    <div>
      <StateChip tone={tones[outcome]}>
        {text(`notifications.${channel}`)}: {text(`notifications.${outcome}`)}
      </StateChip>
      {error !== null && (
        <Text size="xs" c="dimmed">
          {faultText(error)}
        </Text>
      )}
    </div>
  )
}
