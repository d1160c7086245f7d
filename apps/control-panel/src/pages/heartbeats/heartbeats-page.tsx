import { Page } from '@licet/ui'
import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../language/use-text.ts'
import { AnomaliesPane } from './anomalies-pane.tsx'
import { FeedPane } from './feed-pane.tsx'
import { heartbeatViews } from './heartbeats-search.ts'
import { RulesPane } from './rules-pane.tsx'

const panels = { feed: FeedPane, anomalies: AnomaliesPane, rules: RulesPane } as const

/** What machines ask and are told; what does not add up; and the rules that they live by. */
export function HeartbeatsPage() {
  const { text } = useText()
  const navigate = useNavigate()
  const { view = 'feed' } = useSearch({ from: '/frame/licensing/heartbeats' })
  const choose = (next: string | null) => {
    const known = heartbeatViews.find(name => name === next)
    void navigate({
      to: '/licensing/heartbeats',
      search: known === undefined || known === 'feed' ? {} : { view: known },
    })
  }
  return (
    <Page title={text('heartbeats.title')} answer={text('heartbeats.lead')}>
      <Tabs value={view} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg">
          {heartbeatViews.map(name => (
            <Tabs.Tab key={name} value={name}>
              {text(`heartbeats.view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {heartbeatViews.map(name => {
          const Panel = panels[name]
          return (
            <Tabs.Panel key={name} value={name}>
              <Panel />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </Page>
  )
}
