import { QrCode, saveFile } from '@licet/ui'
import { Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload, IconQrcode } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import classes from './activation-code.module.css'
import { type CodeParts, qrParts } from './qr-parts.ts'

/** The activation code on its way back to the machine: as text, as a file, as QR codes. */
export function ActivationCode({ parts, fileName }: { parts: CodeParts; fileName: string }) {
  const { text } = useText()
  const [pictured, setPictured] = useState(false)
  const pictures = qrParts(parts)
  return (
    <Stack gap="sm">
      <output className={classes.code} aria-label={text('code.label')} tabIndex={0}>
        {parts.code}
      </output>
      <Group gap="sm">
        <CopyButton value={parts.code} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              leftSection={copied ? <IconCheck size={17} aria-hidden /> : <IconCopy size={17} aria-hidden />}
            >
              {text(copied ? 'code.copied' : 'code.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
          onClick={() => saveFile(fileName, parts.file, 'application/json')}
        >
          {text('code.file')}
        </Button>
        {pictures.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconQrcode size={17} aria-hidden />}
            aria-expanded={pictured}
            onClick={() => setPictured(!pictured)}
          >
            {text(pictured ? 'code.hideQr' : 'code.showQr')}
          </Button>
        )}
      </Group>
      {pictures.length === 0 && (
        <Text size="sm" c="dimmed">
          {text('code.noQr')}
        </Text>
      )}
      {pictured && (
        <div className={classes.pictures}>
          {pictures.length > 1 && <Text size="sm">{text('code.several', { count: pictures.length })}</Text>}
          {pictures.map(({ id, value }) => (
            <figure key={id}>
              <QrCode value={value} label={text(`code.part.${id}`)} size={340} />
              {pictures.length > 1 && <figcaption>{text(`code.part.${id}`)}</figcaption>}
            </figure>
          ))}
        </div>
      )}
    </Stack>
  )
}
