import { Notice, readQrImage } from '@licet/ui'
import { Button, FileButton, Group, Textarea } from '@mantine/core'
import { IconFileImport, IconQrcode, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { useText } from '../../language/use-text.ts'
import classes from './request-box.module.css'

const fileBytesMax = 1_048_576

type Fault = 'noQr' | 'tooLarge' | 'unreadable'

export interface RequestBoxProps {
  value: string
  onChange: (text: string) => void
  autoFocus?: boolean
}

/** Takes a machine's request however it comes: typed UID, pasted text, a file, a picture of its QR code. */
export function RequestBox({ value, onChange, autoFocus = false }: RequestBoxProps) {
  const { text } = useText()
  const [fault, setFault] = useState<Fault | null>(null)
  const [over, setOver] = useState(false)
  const take = async (file: File | null | undefined) => {
    if (!file) return
    const read = await readFile(file)
    setFault('fault' in read ? read.fault : null)
    if ('text' in read) onChange(read.text.trim())
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
        label={text('request.box')}
        description={text('request.boxHelp')}
        placeholder={text('request.placeholder')}
        classNames={{ input: classes.input }}
        autosize
        minRows={3}
        maxRows={8}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={autoFocus}
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
              {text('request.file')}
            </Button>
          )}
        </FileButton>
        <FileButton onChange={file => void take(file)} accept="image/*">
          {props => (
            <Button {...props} variant="default" size="sm" leftSection={<IconQrcode size={16} aria-hidden />}>
              {text('request.qr')}
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
            {text('request.clear')}
          </Button>
        )}
      </Group>
      <div aria-live="polite" className={classes.fault}>
        {fault !== null && <Notice tone="notice">{text(`request.${fault}`)}</Notice>}
      </div>
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
