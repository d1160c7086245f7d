import { Columns, FactList, Pane, Refusal, RowsSkeleton, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { settingsQuery } from '../settings/settings-query.ts'
import { directives } from './directives.ts'

const hourSeconds = 3_600
const daySeconds = 86_400

/** How often machines ask, how long they may stay silent, and what an answer can tell them. */
export function RulesPane() {
  const { text } = useText()
  const { data, error } = useQuery(settingsQuery)
  return (
    <Columns>
      <Pane
        title={text('heartbeats.rules')}
        lead={text('heartbeats.rulesLead')}
        aside={<TextLink to="/licensing/settings">{text('heartbeats.toSettings')}</TextLink>}
      >
        <Refusal error={error} />
        {data === undefined && error === null && <RowsSkeleton rows={3} />}
        {data !== undefined && (
          <FactList
            facts={[
              {
                id: 'interval',
                label: text('heartbeats.interval'),
                value: text('heartbeats.hours', { count: Math.round(data.heartbeatSeconds / hourSeconds) }),
              },
              {
                id: 'grace',
                label: text('heartbeats.grace'),
                value: text('ui.days', { count: Math.round(data.graceSeconds / daySeconds) }),
              },
              { id: 'appliance', label: 'appliance', value: text('heartbeats.applianceRule') },
              { id: 'nodeLocked', label: 'node-locked', value: text('heartbeats.nodeLockedRule') },
            ]}
          />
        )}
        <Text size="sm" c="dimmed" mt="md">
          {text('heartbeats.twoMissed')}
        </Text>
      </Pane>
      <Pane title={text('heartbeats.directives')} lead={text('heartbeats.directivesLead')}>
        <FactList
          facts={directives.map(name => ({
            id: name,
            label: text(`heartbeats.directive.${name}.name`),
            value: text(`heartbeats.directive.${name}.effect`),
          }))}
        />
      </Pane>
    </Columns>
  )
}
