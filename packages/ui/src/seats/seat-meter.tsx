import { useUiText } from '../language/use-ui-text.ts'
import { StateChip } from '../state/state-chip.tsx'
import { toneClass } from '../state/tone.ts'
import { layOutSeats, seatTone } from './seat-layout.ts'
import classes from './seat-meter.module.css'

export interface SeatMeterProps {
  used: number
  /** null: no license, no limit. */
  limit: number | null
  /** Percent from which the meter warns. */
  warnPercent?: number
  /** Only the picture; the numbers stand beside it already. */
  bare?: boolean
}

/** Seats as a picture: taken, free, and who stands over the line. */
export function SeatMeter({ used, limit, warnPercent, bare = false }: SeatMeterProps) {
  const { text } = useUiText()
  const { cells, linePercent, usedPercent, over, free } = layOutSeats(used, limit)
  const tone = seatTone(used, limit, warnPercent)
  const sentence =
    limit === null ? text('seatsUnlimited', { count: used }) : text('seatsUsed', { used, limit })
  const rest =
    over > 0
      ? text('seatsOver', { count: over })
      : free > 0
        ? text('seatsFree', { count: free })
        : text('seatsFull')
  return (
    <div className={`${classes.meter} ${toneClass(tone)}`}>
      {!bare && (
        <div className={classes.words}>
          <span className={classes.number}>
            {used}
            {limit !== null && <span className={classes.limit}> / {limit}</span>}
          </span>
          {limit !== null && <StateChip tone={tone}>{rest}</StateChip>}
        </div>
      )}
      {limit !== null && (
        <div role="img" aria-label={`${sentence}. ${rest}.`} className={classes.picture}>
          {cells.length > 0 ? (
            <div className={classes.cells}>
              {cells.map((cell, index) => (
                <span
                  key={index}
                  className={classes.cell}
                  data-cell={cell}
                  data-line={(over > 0 && index + 1 === limit) || undefined}
                />
              ))}
            </div>
          ) : (
            <div className={classes.bar}>
              <span className={classes.fill} style={{ width: `${Math.min(usedPercent, linePercent)}%` }} />
              {over > 0 && (
                <span
                  className={classes.beyond}
                  style={{ left: `${linePercent}%`, width: `${usedPercent - linePercent}%` }}
                />
              )}
              {over > 0 && <span className={classes.line} style={{ left: `${linePercent}%` }} />}
            </div>
          )}
        </div>
      )}
      {!bare && <p className={classes.sentence}>{sentence}</p>}
    </div>
  )
}
