import { CopyableId, type Fact, FactList, Moment, TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import type { Deployment } from './deployment-queries.ts'

/** The proof below the answer: machine, license, last word and what comes next. */
export function DeploymentFacts({ deployment }: { deployment: Deployment }) {
  const { text } = useText()
  const { nextChange, licenseId, installationId } = deployment
  const facts: Fact[] = [
    {
      id: 'heartbeat',
      label: text('deployments.lastHeartbeat'),
      value: <Moment at={deployment.lastHeartbeatAt} />,
    },
    {
      id: 'lease',
      label: text('deployments.leaseEnds'),
      value: deployment.leaseEndsAt === null ? '–' : <Moment at={deployment.leaseEndsAt} show="utc" />,
    },
    {
      id: 'next',
      label: text('deployments.next'),
      value:
        nextChange === null ? (
          text('deployments.nextNone')
        ) : (
          <>
            {text(`deployments.state.${nextChange.to}`)} · <Moment at={nextChange.at} />
          </>
        ),
    },
    {
      id: 'license',
      label: text('deployments.license'),
      value:
        licenseId === null ? (
          text('deployments.noLicense')
        ) : (
          <TextLink to="/licensing/license/$id" params={{ id: licenseId }} className="licet-mono">
            {licenseId}
          </TextLink>
        ),
    },
    {
      id: 'installation',
      label: text('deployments.installation'),
      value:
        installationId === null ? (
          '–'
        ) : (
          <CopyableId value={installationId} label={text('deployments.installation')} />
        ),
    },
    { id: 'host', label: text('deployments.host'), value: deployment.hostname ?? '–' },
    { id: 'version', label: text('deployments.version'), value: deployment.productVersion ?? '–' },
    {
      id: 'created',
      label: text('deployments.created'),
      value: <Moment at={deployment.createdAt} show="day" />,
    },
    {
      id: 'id',
      label: text('deployments.id'),
      value: <CopyableId value={deployment.id} label={text('deployments.id')} />,
    },
  ]
  return <FactList facts={facts} />
}
