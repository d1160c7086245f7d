import { Page, PageSkeleton, Refusal } from '@licet/ui'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settingsQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { EnvironmentPane } from './environment-pane.tsx'
import { NotificationsPane } from './notifications-pane.tsx'
import { SettingsForm } from './settings-form.tsx'
import { TrustPane } from './trust-pane.tsx'

const sections = ['general', 'authentication', 'notifications', 'trust'] as const

/** What can be set here, and what only the server's configuration can set. */
export function SettingsPage() {
  const { text } = useText()
  const [section, setSection] = useState<string | null>('general')
  const { data: settings, error, refetch } = useQuery(settingsQuery)
  if (settings === undefined) {
    return error === null ? (
      <PageSkeleton panes={[320]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <Page title={text('settings.title')} answer={text('settings.lead')}>
      <Tabs value={section} onChange={setSection} keepMounted={false}>
        <Tabs.List mb="lg">
          {sections.map(name => (
            <Tabs.Tab key={name} value={name}>
              {text(`settings.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general">
          <SettingsForm settings={settings} section="general" />
          <EnvironmentPane environment={settings.environment} />
        </Tabs.Panel>
        <Tabs.Panel value="authentication">
          <SettingsForm settings={settings} section="authentication" />
        </Tabs.Panel>
        <Tabs.Panel value="notifications">
          <SettingsForm settings={settings} section="notifications" />
          <NotificationsPane />
        </Tabs.Panel>
        <Tabs.Panel value="trust">
          <TrustPane />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
