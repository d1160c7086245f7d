import { Button, FileButton, Group, Textarea } from '@mantine/core'
import { IconFileImport, IconQrcode, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { Notice } from '../feedback/notice.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './paste-box.module.css'
import { type PasteFault, readPastedFile } from './read-pasted-file.ts'

export interface PasteBoxProps {
  label: string
  description: string
  /** How the beginning of what belongs here looks. */
  placeholder: string
  rows: { min: number; max: number }
  value: string
  onChange: (text: string) => void
  autoFocus?: boolean
}

/** A box for long texts that somebody was sent: pasted, typed, dropped as a file, or as a picture of a QR code. */
export function PasteBox({ value, onChange, rows, autoFocus = false, ...words }: PasteBoxProps) {
  const { text } = useUiText()
  const [fault, setFault] = useState<PasteFault | null>(null)
  const [over, setOver] = useState(false)
  const take = async (file: File | null) => {
    if (file === null) return
    const read = await readPastedFile(file)
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
        {...words}
        classNames={{ input: classes.input }}
        autosize
        minRows={rows.min}
        maxRows={rows.max}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus={autoFocus || undefined}
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
              {text('pasteFile')}
            </Button>
          )}
        </FileButton>
        <FileButton onChange={file => void take(file)} accept="image/*">
          {props => (
            <Button {...props} variant="default" size="sm" leftSection={<IconQrcode size={16} aria-hidden />}>
              {text('pasteQr')}
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
            {text('pasteClear')}
          </Button>
        )}
      </Group>
      <div aria-live="polite" className={classes.fault}>
        {fault !== null && <Notice tone="notice">{text(fault)}</Notice>}
      </div>
    </div>
  )
}
