import { askServer, CopyableId, Drawer, FormActions, Notice, useDeed } from '@licet/ui'
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import type { Subscription, SubscriptionUpdated } from './deployment-queries.ts'

const statuses = ['active', 'past_due', 'canceled'] as const

/** Changes what a customer pays for; says before and after what that does to the licenses. */
export function SubscriptionDrawer(props: { subscription: Subscription | null; onClose: () => void }) {
  const { text } = useText()
  const { subscription, onClose } = props
  return (
    <Drawer
      opened={subscription !== null}
      onClose={onClose}
      title={text('subscriptions.changeTitle', { name: subscription?.customer.name })}
      size="lg"
    >
      {subscription !== null && <StatusForm subscription={subscription} onClose={onClose} />}
    </Drawer>
  )
}

function StatusForm({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const { text } = useText()
  const [status, setStatus] = useState(subscription.status)
  const [answer, setAnswer] = useState<SubscriptionUpdated | null>(null)
  const change = useDeed({
    run: () =>
      askServer<SubscriptionUpdated>(`/v1/subscriptions/${encodeURIComponent(subscription.id)}`, {
        method: 'PATCH',
        body: { status },
      }),
    onDone: setAnswer,
  })
  if (answer !== null) return <WhatHappened answer={answer} onClose={onClose} />
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack>
        <Radio.Group
          label={text('subscriptions.status')}
          value={status}
          onChange={value => setStatus(statuses.find(known => known === value) ?? status)}
        >
          <Stack gap="xs" mt={8}>
            {statuses.map(value => (
              <Radio
                key={value}
                value={value}
                label={text(`subscriptions.is.${value}`)}
                description={text(`subscriptions.means.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Notice tone={status === 'active' ? 'info' : 'notice'}>
          {text(
            status === subscription.status
              ? 'subscriptions.same'
              : status === 'active'
                ? 'subscriptions.willReinstate'
                : 'subscriptions.willSuspend',
            { count: subscription.licenseIds.length },
          )}
        </Notice>
        <FormActions deed={change} disabled={status === subscription.status} onCancel={onClose}>
          {text('subscriptions.change')}
        </FormActions>
      </Stack>
    </form>
  )
}

function WhatHappened({ answer, onClose }: { answer: SubscriptionUpdated; onClose: () => void }) {
  const { text } = useText()
  const { suspended, reinstated } = answer.effect
  return (
    <Stack role="status">
      <Text fw={600}>
        {text('subscriptions.done', { status: text(`subscriptions.is.${answer.subscription.status}`) })}
      </Text>
      {suspended.length + reinstated.length === 0 && <Text>{text('subscriptions.noEffect')}</Text>}
      {suspended.length > 0 && <Affected title={text('subscriptions.suspended')} ids={suspended} />}
      {reinstated.length > 0 && <Affected title={text('subscriptions.reinstated')} ids={reinstated} />}
      <Group justify="flex-end">
        <Button onClick={onClose}>{text('ui.close')}</Button>
      </Group>
    </Stack>
  )
}

function Affected({ title, ids }: { title: string; ids: readonly string[] }) {
  return (
    <div>
      <Text size="sm" fw={560}>
        {title}
      </Text>
      {ids.map(id => (
        <div key={id}>
          <CopyableId value={id} label={id} kept={0} />
        </div>
      ))}
    </div>
  )
}
