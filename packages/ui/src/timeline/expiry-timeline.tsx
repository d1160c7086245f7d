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
  /** Lets somebody look at another day: a handle on the line itself. `at` null: it rests on now. */
  handle?: { at: number | null; label: string; onChange: (at: number | null) => void }
}

const daySeconds = 86_400

/** How many days a key moves the handle. */
const keyDays: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 30,
  PageDown: -30,
}

/** The dates a license lives by, to scale, with *now* moving along them. */
export function ExpiryTimeline({ points, label, handle }: ExpiryTimelineProps) {
  const { text, language } = useUiText()
  const now = useNow()
  const layout = layOutTimeline(points, now)
  const lanes = Math.max(1, ...layout.marks.map(mark => mark.lane + 1))
  const coloured = layout.stretches.filter(stretch => stretch.point.mark !== true)
  const handleAt = handle?.at ?? now
  return (
    <figure className={classes.timeline} aria-label={label}>
      <div className={classes.nowRow} aria-hidden>
        <span
          className={classes.now}
          style={{ left: `clamp(66px, ${layout.nowPercent}%, calc(100% - 66px))` }}
        >
          {text('now')} · {formatDay(now, language, 'short')}
        </span>
      </div>
      <div className={classes.bar}>
        <div className={classes.paint} aria-hidden>
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
        </div>
        {handle && (
          <input
            type="range"
            className={classes.handle}
            min={layout.startsAt}
            max={layout.endsAt}
            step={60}
            value={handleAt}
            aria-label={handle.label}
            aria-valuetext={formatDay(handleAt, language)}
            onChange={event => {
              const at = Number(event.currentTarget.value)
              handle.onChange(at <= now ? null : at)
            }}
            onKeyDown={event => {
              const days = keyDays[event.key]
              if (days === undefined) return
              event.preventDefault()
              const at = Math.min(layout.endsAt, handleAt + days * daySeconds)
              handle.onChange(at <= now ? null : at)
            }}
            data-noprint
          />
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
