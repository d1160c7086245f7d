import { type Column, EmptyState, Moment, RecordPane, StateChip, type Tone } from '@licet/ui'
import { Text } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import { type Subscription, subscriptionsQuery } from './deployment-queries.ts'
import { SubscriptionDrawer } from './subscription-drawer.tsx'

const tones: Readonly<Record<Subscription['status'], Tone>> = {
  active: 'ok',
  past_due: 'notice',
  canceled: 'danger',
}

/** What customers pay for; a status that is not active suspends the licenses below it. */
export function SubscriptionsList() {
  const { text } = useText()
  const [changing, setChanging] = useState<Subscription | null>(null)
  const subscriptions = useInfiniteQuery(subscriptionsQuery)
  const columns: Column<Subscription>[] = [
    {
      id: 'customer',
      header: text('subscriptions.customer'),
      leads: true,
      cell: row => (
        <>
          <Text fw={560} size="sm">
            {row.customer.name}
          </Text>
          <Text size="xs" c="dimmed" className="licet-mono">
            {row.reference ?? row.id}
          </Text>
        </>
      ),
    },
    {
      id: 'status',
      header: text('subscriptions.status'),
      cell: row => <StateChip tone={tones[row.status]}>{text(`subscriptions.is.${row.status}`)}</StateChip>,
    },
    { id: 'licenses', header: text('subscriptions.licenses'), cell: row => row.licenseIds.length },
    { id: 'changed', header: text('subscriptions.changed'), cell: row => <Moment at={row.changedAt} /> },
    {
      id: 'actions',
      header: text('ui.actions'),
      align: 'end',
      cell: row => (
        <PermittedButton
          permission="license.revoke"
          variant="default"
          size="xs"
          aria-label={text('subscriptions.changeOf', { name: row.customer.name })}
          onClick={() => setChanging(row)}
        >
          {text('subscriptions.change')}
        </PermittedButton>
      ),
    },
  ]
  return (
    <>
      <RecordPane
        query={subscriptions}
        label={text('subscriptions.title')}
        columns={columns}
        rows={subscriptions.data?.pages.flatMap(page => page.subscriptions)}
        rowId={row => row.id}
        skeletonRows={4}
      >
        <EmptyState icon={IconReceipt} title={text('subscriptions.emptyTitle')}>
          {text('subscriptions.emptyHelp')}
        </EmptyState>
      </RecordPane>
      <SubscriptionDrawer subscription={changing} onClose={() => setChanging(null)} />
    </>
  )
}
