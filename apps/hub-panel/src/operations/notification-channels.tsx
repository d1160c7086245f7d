import { askServer, Pane, Refusal, StateChip, useDeed } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { NotificationReport, NotificationTest } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './notification-channels.module.css'
import { useFaultText } from './use-fault-text.ts'

type Channel = NotificationReport['channels'][number]

/** The configured channels, and what became of a test on each. */
export function NotificationChannels({ channels }: { channels: readonly Channel[] }) {
  const { text } = useText()
  const faultText = useFaultText()
  const test = useDeed({
    run: () => askServer<NotificationTest>('/api/notifications/test', { method: 'POST' }),
  })
  const outcomeOf = ({ channel }: Channel) => test.data?.outcomes.find(outcome => outcome.channel === channel)
  return (
    <Pane
      title={text('notifications.channels')}
      lead={text('notifications.lead')}
      aside={
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {text('notifications.test')}
        </Button>
      }
    >
      <ul className={classes.channels}>
        {channels.map(channel => (
          <li key={channel.channel}>
            <Text fw={560}>
              {text(`notifications.${channel.channel}`)} <span className={classes.host}>{channel.host}</span>
            </Text>
            <ChannelState channel={channel} />
            <Text size="sm" role="status" className={classes.outcome}>
              <OutcomeText outcome={outcomeOf(channel)} faultText={faultText} />
            </Text>
          </li>
        ))}
      </ul>
      <Refusal error={test.error} />
    </Pane>
  )
}

function ChannelState({ channel: { channel, signed, recipients } }: { channel: Channel }) {
  const { text } = useText()
  if (channel === 'mail')
    return <StateChip tone="ok">{text('notifications.recipients', { count: recipients ?? 0 })}</StateChip>
  if (signed) return <StateChip tone="ok">{text('notifications.signed')}</StateChip>
  return (
    <>
      <StateChip tone="notice">{text('notifications.unsigned')}</StateChip>
      <Text size="sm" c="dimmed" className={classes.outcome}>
        {text('notifications.unsignedHelp')}
      </Text>
    </>
  )
}

function OutcomeText(props: {
  outcome: NotificationTest['outcomes'][number] | undefined
  faultText: ReturnType<typeof useFaultText>
}) {
  const { text } = useText()
  const { outcome, faultText } = props
  if (outcome === undefined) return null
  const { host, error } = outcome
  return error === null
    ? text('notifications.tested', { host })
    : text('notifications.testFailed', { host, why: faultText(error) })
}
