import classes from './bar-chart.module.css'

export interface Bar {
  id: number
  count: number
  /** Said on hover: when, and how many. */
  label: string
}

const heightPixels = 72

/**
 * A row of bars, tallest at full height; numbers that are not zero always show.
 *
 * @param props.label - What the picture says, for those who do not see it.
 */
export function BarChart({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(1, ...bars.map(bar => bar.count))
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${bars.length * 10} ${heightPixels}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {bars.map((bar, index) => {
        const height = bar.count === 0 ? 1 : Math.max(3, (bar.count / most) * heightPixels)
        return (
          <rect
            key={bar.id}
            x={index * 10 + 1.5}
            y={heightPixels - height}
            width={7}
            height={height}
            data-empty={bar.count === 0 || undefined}
          >
            <title>{bar.label}</title>
          </rect>
        )
      })}
    </svg>
  )
}
