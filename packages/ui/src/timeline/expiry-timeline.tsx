import { formatDay, formatRelative } from '../clock/moment-format.ts'
import { useNow } from '../clock/now-provider.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import { toneIcons } from '../state/state-chip.tsx'
import { type Tone, toneClass } from '../state/tone.ts'
import classes from './expiry-timeline.module.css'
import { layOutTimeline, type TimelinePoint } from './timeline-geometry.ts'

export interface ExpiryPoint extends TimelinePoint {
  /** What begins here: "Issued", "Warning starts", "Expires". */
  label: string
  tone: Tone
  /** A moment of paper work only: it marks the line without colouring what follows. */
  mark?: boolean
}

export interface ExpiryTimelineProps {
  points: readonly ExpiryPoint[]
  /** What the picture shows, for those who do not see it. */
  label: string
  /** A day that is being looked at ahead of now. */
  lookAt?: number | null
}

/** The dates a license lives by, to scale, with *now* moving along them. */
export function ExpiryTimeline({ points, label, lookAt = null }: ExpiryTimelineProps) {
  const { text, language } = useUiText()
  const now = useNow()
  const layout = layOutTimeline(points, now)
  const lanes = Math.max(1, ...layout.marks.map(mark => mark.lane + 1))
  const coloured = layout.stretches.filter(stretch => stretch.point.mark !== true)
  const percentOf = (at: number) => ((at - layout.startsAt) / (layout.endsAt - layout.startsAt)) * 100
  return (
    <figure className={classes.timeline} aria-label={label}>
      <div className={classes.nowRow} aria-hidden>
        <span
          className={classes.now}
          style={{ left: `${layout.nowPercent}%` }}
          data-align={alignOf(layout.nowPercent)}
        >
          {text('now')} · {formatDay(now, language, 'short')}
        </span>
      </div>
      <div className={classes.bar} aria-hidden>
        {coloured.map((stretch, index) => (
          <span
            key={stretch.point.id}
            className={`${classes.stretch} ${toneClass(stretch.point.tone)}`}
            data-tone={stretch.point.tone}
            style={{
              left: `${stretch.fromPercent}%`,
              width: `${(coloured[index + 1]?.fromPercent ?? 100) - stretch.fromPercent}%`,
            }}
          />
        ))}
        <span className={classes.passed} style={{ width: `${layout.nowPercent}%` }} />
        <span className={classes.needle} style={{ left: `${layout.nowPercent}%` }} />
        {lookAt !== null && lookAt >= layout.startsAt && lookAt <= layout.endsAt && (
          <span className={classes.look} style={{ left: `${percentOf(lookAt)}%` }} />
        )}
      </div>
      <ol className={classes.marks} style={{ '--lanes': lanes } as React.CSSProperties}>
        {layout.marks.map(({ point, percent, lane, align }) => {
          const Icon = toneIcons[point.tone]
          return (
            <li
              key={point.id}
              className={`${classes.mark} ${toneClass(point.tone)}`}
              data-align={align}
              data-past={point.at <= now || undefined}
              style={{ '--at': `${percent}%`, '--lane': lane } as React.CSSProperties}
            >
              <span className={classes.name}>
                <Icon size={14} aria-hidden />
                {point.label}
              </span>
              <span className={classes.date}>
                <time dateTime={new Date(point.at * 1000).toISOString()}>
                  {formatDay(point.at, language, 'short')}
                </time>{' '}
                · {formatRelative(point.at, now, language)}
              </span>
            </li>
          )
        })}
      </ol>
    </figure>
  )
}

function alignOf(percent: number): 'start' | 'middle' | 'end' {
  return percent < 9 ? 'start' : percent > 91 ? 'end' : 'middle'
}
