import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Tone, toneClass } from '../state/tone.ts'
import classes from './banner-strip.module.css'

export interface BannerStripProps {
  tone: Tone
  icon: Icon
  /** The sentence. */
  children: ReactNode
  /** Stands behind the sentence: a link to the remedy. */
  action?: ReactNode
  /** The last thing: a button that folds or hides it. */
  button?: ReactNode
  /** One low line. */
  folded?: boolean
  /** What it is about, for tests and style sheets. */
  kind?: string
  role?: 'status'
}

/** One line across the page above its title: what holds for the whole app. */
export function BannerStrip({ tone, icon: Icon, folded = false, ...props }: BannerStripProps) {
  return (
    <div
      role={props.role}
      className={`${classes.banner} ${toneClass(tone)}`}
      data-folded={folded || undefined}
      data-kind={props.kind}
    >
      <Icon size={folded ? 14 : 19} aria-hidden className={classes.icon} />
      <span className={classes.text}>{props.children}</span>
      {props.action && <span className={classes.action}>{props.action}</span>}
      {props.button && <span className={classes.button}>{props.button}</span>}
    </div>
  )
}
