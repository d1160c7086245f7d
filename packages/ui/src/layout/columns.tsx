import type { ReactNode } from 'react'
import classes from './columns.module.css'

/**
 * Cards beside each other where there is room, below each other where there is not.
 *
 * @param props.shape - `matched` makes two cards equally high; `halves` leaves each its own height.
 */
export function Columns({
  children,
  shape = 'halves',
}: {
  children: ReactNode
  shape?: 'halves' | 'matched' | 'thirds' | 'wide'
}) {
  return (
    <div className={classes.columns} data-shape={shape}>
      {children}
    </div>
  )
}
