import { Columns, Page, PageSkeleton, Pane, Refusal, ThemeSwitch } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { BackupsPane } from './backups-pane.tsx'
import { EnvironmentPane } from './environment-pane.tsx'
import { OperationPane } from './operation-pane.tsx'
import { SettingsForm } from './settings-form.tsx'
import { settingsQuery } from './settings-query.ts'

/** What can be set here, and what only the server's configuration can set. */
export function SettingsPage() {
  const { text } = useText()
  const { data: settings, error, refetch } = useQuery(settingsQuery)
  if (settings === undefined) {
    return error === null ? (
      <PageSkeleton panes={[360, 200]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <Page title={text('settings.title')} answer={text('settings.lead')}>
      <Columns shape="wide">
        <SettingsForm settings={settings} />
        <Stack gap={20}>
          <OperationPane settings={settings} />
          <Pane title={text('settings.look')}>
            <ThemeSwitch />
            <Text size="xs" c="dimmed" mt={4}>
              {text('settings.lookHelp')}
            </Text>
          </Pane>
        </Stack>
      </Columns>
      <BackupsPane database={settings.database} />
      <EnvironmentPane environment={settings.environment} />
    </Page>
  )
}
