import type { LicenseReport } from '@licet/api'
import { Columns, Notice, Page, PageSkeleton, Refusal, TextLink } from '@licet/ui'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { licenseQuery } from '../hub/queries.ts'
import { useMachineText } from '../language/use-machine-text.ts'
import { useText } from '../language/use-text.ts'
import { AtExpiryPane } from './at-expiry-pane.tsx'
import { ClaimsPane } from './claims-pane.tsx'
import { ClockNotice } from './clock-notice.tsx'
import { SeatsPane } from './seats-pane.tsx'
import { SourcePane } from './source-pane.tsx'
import { StatusCard } from './status-card.tsx'
import { TimelinePane } from './timeline-pane.tsx'
import { UnlicensedCard } from './unlicensed-card.tsx'

/** What this installation is licensed for: the answer in words, then the proof. */
export function LicensePage() {
  const { text } = useText()
  const { data: report, error, refetch } = useQuery(licenseQuery)
  if (report === undefined) {
    return error === null ? (
      <PageSkeleton panes={[190, 260, 220]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <Page
      title={text('license.title')}
      actions={
        <>
          <TextLink to="/license/machine" size="sm">
            {text('machine.link')}
          </TextLink>
          <TextLink to="/license/history" size="sm">
            {text('license.history')}
          </TextLink>
        </>
      }
    >
      <Warnings report={report} />
      {report.license === null && report.status.state === 'none' ? (
        <>
          <UnlicensedCard report={report} />
          <Columns>
            <SeatsPane report={report} />
            <SourcePane report={report} />
          </Columns>
        </>
      ) : (
        <>
          <StatusCard report={report} />
          {report.license !== null && <TimelinePane report={report} />}
          <Columns>
            <Stack gap={20}>
              <SeatsPane report={report} />
              <SourcePane report={report} />
            </Stack>
            <AtExpiryPane report={report} />
          </Columns>
          {report.license !== null && <ClaimsPane license={report.license} />}
        </>
      )}
    </Page>
  )
}

/** What is wrong beside the license itself: the configured one was refused, the clock moved. */
function Warnings({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const machineText = useMachineText()
  return (
    <>
      {report.managedError !== null && (
        <Notice tone="danger">
          {text('license.managedRefused')} {machineText.contact(report.managedError)}{' '}
          <code>{report.managedError.code}</code>
        </Notice>
      )}
      <ClockNotice clock={report.clock} />
    </>
  )
}
