import { QrCode, saveFile } from '@licet/ui'
import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'
import classes from './token-delivery.module.css'

/** More does not fit into one QR code that a telephone still reads. */
export const qrCharactersMax = 1800

/** A signed license to hand over: to copy, as a file, and to scan. */
export function TokenDelivery({ token, name }: { token: string; name: string }) {
  const { text } = useText()
  return (
    <div className={classes.delivery}>
      <Stack gap="sm" miw={0}>
        <Code block className={classes.token} tabIndex={0}>
          {token}
        </Code>
        <Group gap="sm">
          <CopyButton value={token} timeout={2000}>
            {({ copied, copy }) => (
              <Button
                size="sm"
                variant="default"
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
                onClick={copy}
              >
                {text(copied ? 'ui.copied' : 'delivery.copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveFile(`${name}.lic`, `${token}\n`, 'text/plain')}
          >
            {text('delivery.save')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {text('delivery.notSecret')}
        </Text>
      </Stack>
      {token.length <= qrCharactersMax && <QrCode value={token} label={text('delivery.qr')} size={216} />}
    </div>
  )
}
