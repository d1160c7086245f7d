import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Tone, toneClass } from '../state/tone.ts'
import classes from './notice.module.css'

/** A sentence that stands apart: what everybody may know, what to look out for. */
export function Notice({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`${classes.notice} ${toneClass(tone)}`}>
      <IconInfoCircle size={18} aria-hidden className={classes.icon} />
      <div className={classes.body}>{children}</div>
    </div>
  )
}
