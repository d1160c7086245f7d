import { EmptyState, RecordPane, SearchField } from '@licet/ui'
import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { IconServer2 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../language/use-text.ts'
import { type DeploymentsFilter, deploymentsQuery } from './deployment-queries.ts'
import { deploymentTones } from './deployment-tones.ts'
import { parseDeploymentsSearch } from './deployments-search.ts'
import { useDeploymentColumns } from './use-deployment-columns.tsx'

/** Every deployment with its state, its last heartbeat and how long it may stay silent. */
export function DeploymentsList() {
  const { text } = useText()
  const navigate = useNavigate()
  const columns = useDeploymentColumns()
  const { view: _, ...filter } = parseDeploymentsSearch(useSearch({ strict: false }))
  const deployments = useInfiniteQuery(deploymentsQuery(filter))
  const filtered = Object.keys(filter).length > 0
  const choose = (next: DeploymentsFilter) =>
    void navigate({ to: '/deployments', search: parseDeploymentsSearch({ ...next }), replace: true })
  return (
    <>
      <Group align="flex-end" gap="sm" mb="md">
        <SearchField
          value={filter.q}
          placeholder={text('deployments.searchHint')}
          onSearch={q => choose({ ...filter, q })}
        />
        <NativeSelect
          label={text('deployments.stateLabel')}
          value={filter.state ?? ''}
          data={[
            { value: '', label: text('deployments.anyState') },
            ...Object.keys(deploymentTones).map(state => ({
              value: state,
              label: text(`deployments.state.${state as keyof typeof deploymentTones}`),
            })),
          ]}
          onChange={event => choose(parseDeploymentsSearch({ ...filter, state: event.currentTarget.value }))}
        />
        {filtered && (
          <Button variant="subtle" onClick={() => choose({})}>
            {text('ui.clearFilters')}
          </Button>
        )}
      </Group>
      <RecordPane
        query={deployments}
        label={text('deployments.title')}
        columns={columns}
        rows={deployments.data?.pages.flatMap(page => page.deployments)}
        rowId={row => row.id}
      >
        <EmptyState
          icon={IconServer2}
          title={text(filtered ? 'deployments.noneFound' : 'deployments.emptyTitle')}
        >
          {text(filtered ? 'deployments.noneFoundHelp' : 'deployments.emptyHelp')}
        </EmptyState>
      </RecordPane>
      {deployments.data !== undefined && (
        <Text size="sm" c="dimmed" mt="sm" role="status">
          {text('deployments.total', { count: deployments.data.pages[0]?.total ?? 0 })}
        </Text>
      )}
    </>
  )
}
