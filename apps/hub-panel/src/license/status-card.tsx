import type { LicenseReport } from '@licet/api'
import { CopyableId, Moment, TextLink, toneClass, useNow } from '@licet/ui'
import { Text } from '@mantine/core'
import { useStateText } from '../language/use-state-text.ts'
import { useText } from '../language/use-text.ts'
import { LicenseActions } from './license-actions.tsx'
import { licenseSentence } from './license-sentence.ts'
import { LicenseStateChip } from './license-state-chip.tsx'
import { stateTones } from './state-tone.ts'
import classes from './status-card.module.css'
import { tierName } from './tier-name.ts'

/** The answer: who, what, how many, until when; what that means, and what to do. */
export function StatusCard({ report }: { report: LicenseReport }) {
  const { text, language } = useText()
  const stateText = useStateText()
  const now = useNow()
  const { status, license, queued } = report
  const { message, remedy } = stateText(status)
  const sentence = licenseSentence({ status, seats: report.seats, now, text, language })
  return (
    <section
      className={`${classes.card} ${toneClass(stateTones[status.state])}`}
      aria-label={text('license.status')}
    >
      <div className={classes.top}>
        <LicenseStateChip state={status.state} size="lg" />
        <LicenseActions report={report} />
      </div>
      {license === null ? (
        <h2 className={classes.customer}>{message}</h2>
      ) : (
        <>
          <h2 className={classes.customer}>
            {license.customer} <span className={classes.tier}>{tierName(license.tier)}</span>
          </h2>
          <p className={classes.sentence}>
            {sentence.seats} · {sentence.dates}
          </p>
        </>
      )}
      {license !== null && status.state !== 'active' && <Text className={classes.meaning}>{message}</Text>}
      {remedy !== '' && <Text className={classes.remedy}>{remedy}</Text>}
      {queued !== null && (
        <Text className={classes.queued}>
          {text('license.renewalStarts')} <Moment at={queued.startsAt} show="day" /> ·{' '}
          {text('license.renewalUntil')} <Moment at={queued.expiresAt} show="day" />
        </Text>
      )}
      {license !== null && (
        <dl className={classes.facts}>
          <div>
            <dt>{text('license.products')}</dt>
            <dd className={classes.products}>
              {license.products.map(product => (
                <span key={product} className={classes.product}>
                  {product}
                </span>
              ))}
            </dd>
          </div>
          <div>
            <dt>{text('license.expires')}</dt>
            <dd>
              <Moment at={license.expiresAt} show="utc" />
            </dd>
          </div>
          <div>
            <dt>{text('license.licenseId')}</dt>
            <dd>
              <CopyableId value={license.id} label={text('license.licenseId')} />
            </dd>
          </div>
          <div>
            <dt>{text('license.enforcement')}</dt>
            <dd>{text(`enforcement.${license.enforcement}`)}</dd>
          </div>
          {license.binding === 'machine' && (
            <div>
              <dt>{text('claims.binding')}</dt>
              <dd>
                <TextLink to="/license/machine">{text(`binding.${license.binding}`)}</TextLink>
              </dd>
            </div>
          )}
        </dl>
      )}
    </section>
  )
}
