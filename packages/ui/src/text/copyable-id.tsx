import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './copyable-id.module.css'
import { shortenMiddle } from './shorten-middle.ts'

export interface CopyableIdProps {
  value: string
  /** What it is, for the button's name: "Copy license id". */
  label: string
  /** Characters shown; 0 shows all of it. */
  kept?: number
}

/** An id, key or hash in monospace, shortened in the middle, with a button that copies all of it. */
export function CopyableId({ value, label, kept = 16 }: CopyableIdProps) {
  const { text } = useUiText()
  const clipboard = useClipboard({ timeout: 1600 })
  const name = clipboard.copied ? text('copied') : text('copy', { what: label })
  return (
    <span className={classes.id}>
      <span className={classes.value} title={value}>
        {kept === 0 ? value : shortenMiddle(value, kept)}
      </span>
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
    </span>
  )
}
