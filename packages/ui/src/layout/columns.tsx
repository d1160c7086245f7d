import type { ReactNode } from 'react'
import classes from './columns.module.css'

/** Cards beside each other where there is room, below each other where there is not. */
export function Columns({
  children,
  shape = 'halves',
}: {
  children: ReactNode
  shape?: 'halves' | 'thirds' | 'wide'
}) {
  return (
    <div className={classes.columns} data-shape={shape}>
      {children}
    </div>
  )
}
