import type { Renewal, RenewalReport } from '@licet/api/control'
import { formatDay, StateChip, toneClass } from '@licet/ui'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowNarrowRight } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import classes from './renewal-list.module.css'

/** What becomes, or became, of every license that was chosen; those that are not renewed stand first, with the reason. */
export function RenewalList({ report, isDone = false }: { report: RenewalReport; isDone?: boolean }) {
  const { text } = useText()
  const refused = report.renewals.filter(({ obstacle }) => obstacle !== null)
  const renewed = report.renewals.filter(({ obstacle }) => obstacle === null)
  const machines = renewed.reduce((sum, { machines: count }) => sum + (count ?? 0), 0)
  return (
    <>
      <Text size="sm" mb="xs" role={isDone ? 'status' : undefined}>
        {[
          text(isDone ? 'renewals.renewed' : 'renewals.possible', { count: renewed.length }),
          ...(refused.length > 0 ? [text('renewals.impossible', { count: refused.length })] : []),
          ...(machines > 0 ? [text('renewals.machines', { count: machines })] : []),
        ].join(' ')}
      </Text>
      {/* Reached by keyboard, as it scrolls. */}
      <ul className={classes.list} tabIndex={0} aria-label={text('licenses.title')}>
        {[...refused, ...renewed].map(renewal => (
          <li key={renewal.id}>
            <span className={classes.name}>{renewal.customer ?? renewal.id}</span>
            <Ends renewal={renewal} />
            {renewal.obstacle !== null && (
              <span className={`${classes.why} ${toneClass('notice')}`}>
                <IconAlertTriangle size={15} aria-hidden />
                {text(`renewals.obstacle.${renewal.obstacle}`)}
              </span>
            )}
            {renewal.obstacle === null && isDone && (
              <span className={classes.result}>
                <StateChip tone="ok">{text('renewals.ok', { revision: renewal.revision })}</StateChip>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Ends({ renewal: { from, to, obstacle } }: { renewal: Renewal }) {
  const { language } = useText()
  if (from === null) return <span className={classes.ends}>–</span>
  if (obstacle !== null || to === null || to === from)
    return <span className={classes.ends}>{formatDay(from, language)}</span>
  return (
    <span className={classes.ends}>
      <span className={classes.from}>{formatDay(from, language)}</span>
      <strong className={classes.to}>
        <IconArrowNarrowRight size={16} aria-hidden />
        {formatDay(to, language)}
      </strong>
    </span>
  )
}
