import { toneClass } from '@licet/ui'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { HubError } from '../hub/hub-error.ts'
import { sessionQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import classes from './banners.module.css'

/** Says that the Hub does not answer, while what was loaded before stays readable. */
export function OfflineStrip() {
  const { text } = useText()
  const { error, failureReason } = useQuery(sessionQuery)
  const reason = error ?? failureReason
  if (!(reason instanceof HubError) || reason.status !== 0) return null
  return (
    <div role="status" className={`${classes.banner} ${toneClass('danger')}`}>
      <IconPlugConnectedX size={19} aria-hidden className={classes.icon} />
      <span className={classes.text}>{text('shell.offlineStrip')}</span>
    </div>
  )
}
