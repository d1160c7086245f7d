import { EmptyState, Pane } from '@licet/ui'
import { Code, Stack, Text } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'

const webhook = `HUB_NOTIFY_WEBHOOK_URL=https://chat.example.com/hooks/licenses
HUB_NOTIFY_WEBHOOK_SECRET_FILE=/run/secrets/webhook`
const mail = `HUB_SMTP_URL_FILE=/run/secrets/smtp-url
HUB_NOTIFY_MAIL_FROM=hub@example.com
HUB_NOTIFY_MAIL_TO=ops@example.com,buyer@example.com`

/** Nothing is configured: what to write where. */
export function NotificationsUnset() {
  const { text } = useText()
  return (
    <Pane>
      <EmptyState
        icon={IconBellOff}
        title={text('notifications.emptyTitle')}
        action={
          <Stack gap="md" mt="sm" w="100%" maw={560} ta="start">
            <Example title={text('notifications.emptyWebhook')} lines={webhook} />
            <Example title={text('notifications.emptyMail')} lines={mail} />
          </Stack>
        }
      >
        {text('notifications.emptyHelp')}
      </EmptyState>
    </Pane>
  )
}

function Example({ title, lines }: { title: string; lines: string }) {
  return (
    <div>
      <Text size="sm" fw={560} mb={4}>
        {title}
      </Text>
      <Code block tabIndex={0}>
        {lines}
      </Code>
    </div>
  )
}
