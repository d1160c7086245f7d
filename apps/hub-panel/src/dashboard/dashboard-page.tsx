import { Columns, Page, PageSkeleton, Refusal } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { licenseQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { SeatsPane } from '../license/seats-pane.tsx'
import { HealthPane } from './health-pane.tsx'
import { LicenseCard } from './license-card.tsx'
import { RecentAuditPane } from './recent-audit-pane.tsx'
import { SiblingsPane } from './siblings-pane.tsx'

/** Is everything all right? License, seats, who asks this Hub, what happened last. */
export function DashboardPage() {
  const { text } = useText()
  const { data: report, error, refetch } = useQuery(licenseQuery)
  if (report === undefined && error === null) return <PageSkeleton panes={[210, 240]} />
  return (
    <Page title={text('nav.dashboard')} answer={text('dashboard.lead')}>
      <Refusal error={error} onRetry={() => void refetch()} />
      {report && (
        <Columns shape="matched">
          <LicenseCard report={report} />
          <SeatsPane report={report} />
        </Columns>
      )}
      <Columns shape="matched">
        <SiblingsPane />
        <HealthPane />
      </Columns>
      <RecentAuditPane />
    </Page>
  )
}
