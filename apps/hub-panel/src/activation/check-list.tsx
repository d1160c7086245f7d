import type { Preview } from '@licet/api'
import { toneClass } from '@licet/ui'
import { VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useText } from '../language/use-text.ts'
import classes from './check-list.module.css'

const looks = {
  passed: { Icon: IconCheck, tone: 'ok' },
  failed: { Icon: IconX, tone: 'danger' },
  warning: { Icon: IconAlertTriangle, tone: 'notice' },
  skipped: { Icon: IconMinus, tone: 'calm' },
} as const

/** Every check in its order, with its outcome; a sentence only for warnings, because a failure is explained above. */
export function CheckList({ checks }: { checks: Preview['checks'] }) {
  const { text, language } = useText()
  const { t, i18n } = useTranslation()
  const sentence = (check: Preview['checks'][number]) => {
    if (check.outcome !== 'warning') return ''
    const key = `checkWarning.${check.step}`
    return language !== 'en' && i18n.exists(key) ? t(key) : check.message
  }
  return (
    <section aria-label={text('activate.checks')}>
      <h3 className={classes.title}>{text('activate.checks')}</h3>
      <ul className={classes.list}>
        {checks.map((check, index) => {
          const { Icon, tone } = looks[check.outcome]
          const message = sentence(check)
          return (
            <li
              key={`${check.step}-${index}`}
              className={toneClass(tone)}
              data-outcome={check.outcome}
              data-step={check.step}
              data-wide={message !== '' || undefined}
            >
              <Icon size={16} stroke={2.4} aria-hidden />
              <span>
                {text(`step.${check.step}`)}
                <VisuallyHidden>: {text(`outcome.${check.outcome}`)}</VisuallyHidden>
                {message !== '' && <span className={classes.message}>{message}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
