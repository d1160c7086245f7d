import { Notice, readQrImage } from '@licet/ui'
import { Button, FileButton, Group, Text, Textarea } from '@mantine/core'
import { IconFileImport, IconQrcode, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { useText } from '../language/use-text.ts'
import classes from './paste-box.module.css'

const fileBytesMax = 1_048_576

type Fault = 'noQr' | 'tooLarge' | 'unreadable'

/** The one box for anything signed: pasted, typed, dropped as a file, or as a picture of a QR code. */
export function PasteBox({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { text } = useText()
  const [fault, setFault] = useState<Fault | null>(null)
  const [over, setOver] = useState(false)
  const take = async (file: File | null) => {
    if (file === null) return
    const read = await readFile(file)
    setFault('fault' in read ? read.fault : null)
    if ('text' in read) onChange(read.text)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) void take(file)
    else onChange(event.dataTransfer.getData('text/plain'))
  }
  const paste = (event: ClipboardEvent) => {
    const image = [...event.clipboardData.files].find(file => file.type.startsWith('image/'))
    if (image === undefined) return
    event.preventDefault()
    void take(image)
  }
  return (
    <div
      className={classes.box}
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Textarea
        label={text('activate.box')}
        description={text('activate.boxHelp')}
        placeholder={text('activate.placeholder')}
        classNames={{ input: classes.input }}
        autosize
        minRows={6}
        maxRows={10}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus
        autoFocus
        value={value}
        onChange={event => {
          setFault(null)
          onChange(event.currentTarget.value)
        }}
        onPaste={paste}
      />
      <Group gap="xs" mt="sm">
        <FileButton onChange={file => void take(file)}>
          {props => (
            <Button
              {...props}
              variant="default"
              size="sm"
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              {text('activate.file')}
            </Button>
          )}
        </FileButton>
        <FileButton onChange={file => void take(file)} accept="image/*">
          {props => (
            <Button {...props} variant="default" size="sm" leftSection={<IconQrcode size={16} aria-hidden />}>
              {text('activate.qr')}
            </Button>
          )}
        </FileButton>
        {value !== '' && (
          <Button
            variant="subtle"
            size="sm"
            color="gray"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => onChange('')}
          >
            {text('activate.clear')}
          </Button>
        )}
      </Group>
      <div aria-live="polite" className={classes.fault}>
        {fault !== null && <Notice tone="notice">{text(`activate.${fault}`)}</Notice>}
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {text('activate.stays')}
      </Text>
    </div>
  )
}

async function readFile(file: File): Promise<{ text: string } | { fault: Fault }> {
  try {
    if (file.type.startsWith('image/')) {
      const found = await readQrImage(file)
      return found === null ? { fault: 'noQr' } : { text: found }
    }
    return file.size > fileBytesMax ? { fault: 'tooLarge' } : { text: await file.text() }
  } catch {
    return { fault: 'unreadable' }
  }
}
