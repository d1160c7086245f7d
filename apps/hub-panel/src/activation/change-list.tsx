import type { Preview } from '@licet/api'
import { toneClass } from '@licet/ui'
import { IconAlertTriangle, IconArrowRight, IconCircleX, IconTrendingUp } from '@tabler/icons-react'
import { useChangeText } from '../language/use-change-text.ts'
import { useText } from '../language/use-text.ts'
import classes from './change-list.module.css'

const looks = {
  info: { Icon: IconArrowRight, tone: 'calm' },
  good: { Icon: IconTrendingUp, tone: 'ok' },
  warning: { Icon: IconAlertTriangle, tone: 'notice' },
  blocking: { Icon: IconCircleX, tone: 'danger' },
} as const

/** The difference against this very installation, old and new; what takes something away stands first. */
export function ChangeList({ changes }: { changes: Preview['changes'] }) {
  const { text } = useText()
  const changeText = useChangeText()
  const order = ['blocking', 'warning', 'good', 'info']
  const sorted = changes.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  return (
    <section aria-label={text('activate.changes')}>
      <h3 className={classes.title}>{text('activate.changes')}</h3>
      {sorted.length === 0 && <p className={classes.none}>{text('activate.noChanges')}</p>}
      <ul className={classes.list}>
        {sorted.map((change, index) => {
          const { Icon, tone } = looks[change.severity]
          return (
            <li
              key={`${change.kind}-${index}`}
              className={toneClass(tone)}
              data-severity={change.severity}
              data-kind={change.kind}
            >
              <Icon size={17} aria-hidden />
              <span>{changeText(change)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
