import { Columns, CopyableId, FactList, Page, PageSkeleton, Pane, Refusal, ThemeSwitch } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { EnvironmentPane } from './environment-pane.tsx'
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
  const { perAddress, perKey } = settings.limits
  const rate = ({ attempts, seconds }: { attempts: number; seconds: number }) =>
    text('settings.rate', { attempts, minutes: Math.round(seconds / 60) })
  return (
    <Page title={text('settings.title')} answer={text('settings.lead')}>
      <Columns shape="wide">
        <SettingsForm settings={settings} />
        <Stack gap={20}>
          <Pane title={text('settings.fixed')} lead={text('settings.fixedLead')}>
            <FactList
              facts={[
                {
                  id: 'issuer',
                  label: text('settings.issuer'),
                  value: <CopyableId value={settings.issuer} label={text('settings.issuer')} kept={0} />,
                },
                { id: 'address', label: text('settings.perAddress'), value: rate(perAddress) },
                { id: 'key', label: text('settings.perKey'), value: rate(perKey) },
                {
                  id: 'database',
                  label: text('settings.database'),
                  value: text(`settings.${settings.database}`),
                },
                {
                  id: 'activate',
                  label: text('settings.publicPage'),
                  value: (
                    <CopyableId
                      value={`${location.origin}/activate`}
                      label={text('settings.publicPage')}
                      kept={0}
                    />
                  ),
                },
              ]}
            />
          </Pane>
          <Pane title={text('settings.look')}>
            <ThemeSwitch />
            <Text size="xs" c="dimmed" mt={4}>
              {text('settings.lookHelp')}
            </Text>
          </Pane>
        </Stack>
      </Columns>
      <EnvironmentPane environment={settings.environment} />
    </Page>
  )
}
