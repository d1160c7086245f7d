import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'

export interface CopyButtonProps {
  value: string
  /** What it is, for the button's name: "Copy license id". */
  label: string
}

/** Copies a text, and says so. */
export function CopyButton({ value, label }: CopyButtonProps) {
  const { text } = useUiText()
  const clipboard = useClipboard({ timeout: 1600 })
  const name = clipboard.copied ? text('copied') : text('copy', { what: label })
  return (
    <Tooltip label={name}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={name}
        onClick={() => clipboard.copy(value)}
        data-noprint
      >
        {clipboard.copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    </Tooltip>
  )
}
