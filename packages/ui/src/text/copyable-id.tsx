import { CopyButton, type CopyButtonProps } from './copy-button.tsx'
import classes from './copyable-id.module.css'
import { shortenMiddle } from './shorten-middle.ts'

export interface CopyableIdProps extends CopyButtonProps {
  /** Characters shown; 0 shows all of it. */
  kept?: number
}

/** An id, key or hash in monospace, shortened in the middle, with a button that copies all of it. */
export function CopyableId({ value, label, kept = 16 }: CopyableIdProps) {
  return (
    <span className={classes.id}>
      <span className={classes.value} title={value}>
        {kept === 0 ? value : shortenMiddle(value, kept)}
      </span>
      <CopyButton value={value} label={label} />
    </span>
  )
}
