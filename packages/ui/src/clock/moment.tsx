import { Tooltip } from '@mantine/core'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './moment.module.css'
import { formatDay, formatLocal, formatRelative, formatUtc } from './moment-format.ts'
import { useNow } from './now-provider.tsx'

export interface MomentProps {
  /** Epoch seconds; null is shown as *never*. */
  at: number | null
  /** What the eye meets first; the other two stand in the tooltip. */
  show?: 'relative' | 'day' | 'utc'
}

/** A moment in time: relative, absolute in UTC, and local on hover or focus. */
export function Moment({ at, show = 'relative' }: MomentProps) {
  const { text, language } = useUiText()
  const now = useNow()
  if (at === null) return <span className={classes.never}>{text('never')}</span>
  const words = {
    relative: formatRelative(at, now, language),
    day: formatDay(at, language),
    utc: formatUtc(at, language),
  }
  return (
    <Tooltip
      label={
        <span className={classes.label}>
          <span>{show === 'relative' ? words.utc : words.relative}</span>
          <span>
            {text('local')}: {formatLocal(at, language)}
          </span>
        </span>
      }
    >
      <time dateTime={new Date(at * 1000).toISOString()} className={classes.moment}>
        {words[show]}
      </time>
    </Tooltip>
  )
}
