import type { ActivationReport } from '@licet/api'
import { askServer, Columns, Page, PageSkeleton, Refusal, TextLink, useDeed } from '@licet/ui'
import { Button } from '@mantine/core'
import { IconFileExport, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { activationQuery, licenseQuery } from '../hub/queries.ts'
import { type PanelTextKey, useText } from '../language/use-text.ts'
import { ClockNotice } from '../license/clock-notice.tsx'
import { ActivationCard } from './activation-card.tsx'
import { ContactPane } from './contact-pane.tsx'
import { FingerprintPane } from './fingerprint-pane.tsx'
import { ReleasePane } from './release-pane.tsx'
import { RestoredPane } from './restored-pane.tsx'

/** How this machine is bound: the answer in words, what it is known by and what changed, and what can be done. */
export function MachinePage() {
  const { text } = useText()
  const { data: report, error, refetch } = useQuery(activationQuery)
  const license = useQuery(licenseQuery)
  const retry = useDeed({
    // An attempt that failed is told below too.
    run: async () => {
      try {
        return await askServer('/api/activation/retry', { method: 'POST', body: {} })
      } finally {
        await Promise.all([refetch(), license.refetch()])
      }
    },
    done: text('machine.retried'),
  })
  if (report === undefined) {
    return error === null ? (
      <PageSkeleton panes={[180, 280, 220]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  const { control } = report
  const canAsk = control.host !== null && (report.state !== 'not_needed' || control.nextContactAt !== null)
  return (
    <Page
      title={text('machine.title')}
      answer={text(meaningOf(report))}
      back={<TextLink to="/license">← {text('nav.license')}</TextLink>}
      actions={
        <>
          {canAsk && (
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={retry.isPending}
              onClick={() => retry.mutate()}
            >
              {text('machine.retry')}
            </Button>
          )}
          <Button
            component={Link}
            to="/license/machine/manual"
            variant={
              canAsk || report.state === 'not_needed' || report.state === 'active' ? 'default' : 'filled'
            }
            leftSection={<IconFileExport size={16} aria-hidden />}
          >
            {text('machine.byHand')}
          </Button>
          <Button component={Link} to="/license/machine/advanced" variant="default">
            {text('machine.advanced')}
          </Button>
        </>
      }
    >
      <Refusal error={retry.error} onRetry={() => retry.mutate()} />
      {license.data && <ClockNotice clock={license.data.clock} />}
      {control.host !== null && control.cloneSuspectedAt !== null && <RestoredPane />}
      {report.license !== null && <ActivationCard report={report} />}
      <FingerprintPane machine={report.machine} isBound={report.state !== 'not_needed'} />
      {report.activation === null ? (
        <ContactPane report={report} />
      ) : (
        <Columns>
          <ContactPane report={report} />
          <ReleasePane report={report} />
        </Columns>
      )}
    </Page>
  )
}

/** The sentence under the title; a license that is not activated may still be in its grace, or wait for it. */
function meaningOf({ license, state, graceEndsAt }: ActivationReport): PanelTextKey {
  if (license === null) return 'machine.noLicense'
  return state === 'pending' && graceEndsAt === null ? 'machine.overdue' : `machineMeaning.${state}`
}
