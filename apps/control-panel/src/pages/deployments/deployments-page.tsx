import { Page } from '@licet/ui'
import { Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import { CreateDeploymentDrawer } from './create-deployment-drawer.tsx'
import { DeploymentsList } from './deployments-list.tsx'
import { type DeploymentView, deploymentViews, parseDeploymentsSearch } from './deployments-search.ts'
import { SubscriptionsList } from './subscriptions-list.tsx'
import { SweepPane } from './sweep-pane.tsx'

const panels = { boxes: DeploymentsList, subscriptions: SubscriptionsList, sweep: SweepPane } as const

/** The customers' boxes, what their owners pay for, and the sweep that reconciles both with what is true now. */
export function DeploymentsPage() {
  const { text } = useText()
  const navigate = useNavigate()
  const { view = 'boxes' } = parseDeploymentsSearch(useSearch({ strict: false }))
  const [creating, setCreating] = useState(false)
  const choose = (next: string | null) => {
    const search: { view?: DeploymentView } =
      next === 'subscriptions' || next === 'sweep' ? { view: next } : {}
    void navigate({ to: '/deployments', search })
  }
  return (
    <Page
      title={text('deployments.title')}
      answer={text('deployments.lead')}
      actions={
        <PermittedButton
          permission="license.issue"
          leftSection={<IconPlus size={17} aria-hidden />}
          onClick={() => setCreating(true)}
        >
          {text('deployments.create')}
        </PermittedButton>
      }
    >
      <Tabs value={view} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg">
          {deploymentViews.map(name => (
            <Tabs.Tab key={name} value={name}>
              {text(`deployments.view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {deploymentViews.map(name => {
          const Panel = panels[name]
          return (
            <Tabs.Panel key={name} value={name}>
              <Panel />
            </Tabs.Panel>
          )
        })}
      </Tabs>
      <CreateDeploymentDrawer opened={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}
