import { Columns, Moment, Page, PageSkeleton, Refusal } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { ActivationsPane } from './activations-pane.tsx'
import { AttentionPane } from './attention-pane.tsx'
import { DeploymentsPane } from './deployments-pane.tsx'
import { ExpiryHeatmap } from './expiry-heatmap.tsx'
import { HeartbeatsPane } from './heartbeats-pane.tsx'
import { LicenseTiles } from './license-tiles.tsx'
import { overviewQuery } from './overview-query.ts'
import { SeatsPane } from './seats-pane.tsx'

/** The fleet at a glance: what is in force, what ends when, who is heard of, and what needs somebody. */
export function OverviewPage() {
  const { text } = useText()
  const { data, error, refetch } = useQuery(overviewQuery)
  if (data === undefined) {
    return error === null ? (
      <PageSkeleton panes={[96, 200, 220, 220]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  const urgent = data.attention.filter(item => item.level !== 'info').length
  return (
    <Page
      title={text('overview.title')}
      answer={
        <>
          {text(urgent === 0 ? 'overview.calm' : 'overview.urgent', { count: urgent })} ·{' '}
          {text('overview.asOf')} <Moment at={data.at} />
        </>
      }
    >
      <LicenseTiles licenses={data.licenses} now={data.at} />
      <Columns shape="wide">
        <AttentionPane items={data.attention} />
        <SeatsPane seats={data.seats} />
      </Columns>
      <ExpiryHeatmap months={data.expiryByMonth} />
      <Columns shape="thirds">
        <DeploymentsPane deployments={data.deployments} />
        <HeartbeatsPane heartbeats={data.heartbeats} />
        <ActivationsPane days={data.activationsByDay} />
      </Columns>
    </Page>
  )
}
