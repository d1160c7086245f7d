import { Columns, EmptyState, Page, PageSkeleton, Pane, Refusal, StateChip, TextLink } from '@licet/ui'
import { IconRouteOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useText } from '../../language/use-text.ts'
import { DeploymentFacts } from './deployment-facts.tsx'
import { deploymentQuery } from './deployment-queries.ts'
import { deploymentTones } from './deployment-tones.ts'
import { TransitionList } from './transition-list.tsx'

/** One box at one customer: what it is doing, why, and what happens next. */
export function DeploymentPage() {
  const { text } = useText()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(deploymentQuery(id))
  if (data === undefined) {
    return error === null ? (
      <PageSkeleton panes={[240, 180]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <Page
      title={data.name}
      back={<TextLink to="/deployments">{text('deployments.title')}</TextLink>}
      answer={
        <>
          {data.customer.name} · {text(`deployments.reason.${data.reason}`)}
        </>
      }
      actions={
        <StateChip tone={deploymentTones[data.state]} size="lg">
          {text(`deployments.state.${data.state}`)}
        </StateChip>
      }
    >
      <Columns shape="wide">
        <Pane title={text('deployments.now')}>
          <DeploymentFacts deployment={data} />
        </Pane>
        <Pane title={text('deployments.transitions')} lead={text('deployments.transitionsLead')}>
          {data.transitions.length === 0 ? (
            <EmptyState icon={IconRouteOff} title={text('deployments.noTransitions')}>
              {text('deployments.noTransitionsHelp')}
            </EmptyState>
          ) : (
            <TransitionList transitions={data.transitions} />
          )}
        </Pane>
      </Columns>
    </Page>
  )
}
