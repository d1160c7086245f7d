import type { LicenseReport } from '@licet/api'
import { daysUntil, Pane, useNow } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useStateText } from '../language/use-state-text.ts'
import { useText } from '../language/use-text.ts'
import { licenseSentence } from '../license/license-sentence.ts'
import { LicenseStateChip } from '../license/license-state-chip.tsx'
import { tierName } from '../license/tier-name.ts'
import classes from './license-card.module.css'

const noteDays = 60

/** The license in one glance, with the way to its page. */
export function LicenseCard({ report }: { report: LicenseReport }) {
  const { text, language } = useText()
  const stateText = useStateText()
  const now = useNow()
  const { status, license, seats } = report
  const days = daysUntil(status.expires_at, now)
  const soon = license !== null && status.valid && days <= noteDays && report.queued === null
  return (
    <Pane title={text('license.title')} aside={<LicenseStateChip state={status.state} />}>
      {license === null ? (
        <Text>{isFree(status) ? text('license.noneHelp') : stateText(status).message}</Text>
      ) : (
        <>
          <p className={classes.customer}>
            {license.customer} <span>{tierName(license.tier)}</span>
          </p>
          <Text>{licenseSentence({ status, seats, now, text, language }).dates}</Text>
          <Text size="sm" c="dimmed" mt={4}>
            {text('license.products')}: {license.products.join(', ')}
          </Text>
        </>
      )}
      {soon && (
        <Text size="sm" mt="sm">
          {text('dashboard.renewSoon')}
        </Text>
      )}
      <div className={classes.action}>
        {license === null && !report.managed ? (
          <Button component={Link} to="/license/activate">
            {text('license.activate')}
          </Button>
        ) : (
          <Button component={Link} to="/license" variant="default">
            {text('dashboard.toLicense')}
          </Button>
        )}
      </div>
    </Pane>
  )
}

/** No license, and nothing that locks without one. */
function isFree({ state, restricts }: LicenseReport['status']): boolean {
  return state === 'none' && restricts !== 'everything'
}
