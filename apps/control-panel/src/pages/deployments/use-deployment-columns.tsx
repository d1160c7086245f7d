import { type Column, Moment, StateChip, TextLink, useNow } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import type { Deployment } from './deployment-queries.ts'
import { deploymentTones } from './deployment-tones.ts'

/** What the list says of a deployment. */
export function useDeploymentColumns(): Column<Deployment>[] {
  const { text } = useText()
  const now = useNow()
  return [
    {
      id: 'name',
      header: text('deployments.name'),
      leads: true,
      cell: row => (
        <>
          <TextLink to="/deployments/$id" params={{ id: row.id }} fw={560} size="sm">
            {row.name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {row.customer.name}
          </Text>
        </>
      ),
    },
    {
      id: 'state',
      header: text('deployments.stateLabel'),
      cell: row => (
        <>
          <StateChip tone={deploymentTones[row.state]}>{text(`deployments.state.${row.state}`)}</StateChip>
          <Text size="xs" c="dimmed">
            {text(`deployments.reason.${row.reason}`)}
          </Text>
        </>
      ),
    },
    {
      id: 'heartbeat',
      header: text('deployments.lastHeartbeat'),
      cell: row => <Moment at={row.lastHeartbeatAt} />,
    },
    {
      id: 'grace',
      header: text('deployments.graceLeft'),
      cell: row =>
        row.leaseEndsAt === null ? (
          '–'
        ) : row.leaseEndsAt <= now ? (
          text('deployments.graceOver')
        ) : (
          <Moment at={row.leaseEndsAt} />
        ),
    },
    {
      id: 'version',
      header: text('deployments.version'),
      minor: true,
      cell: row => <code className="licet-mono">{row.productVersion ?? '–'}</code>,
    },
    {
      id: 'host',
      header: text('deployments.host'),
      minor: true,
      cell: row => (
        <Text size="sm" maw={220} truncate title={row.hostname ?? undefined}>
          {row.hostname ?? '–'}
        </Text>
      ),
    },
  ]
}
