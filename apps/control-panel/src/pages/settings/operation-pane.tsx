import { CopyableId, type Fact, FactList, Pane } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import type { ControlSettingsReport } from './settings-query.ts'

/** How this control plane is run, as far as people ask: who issues, what is limited, where the data is, who else serves. */
export function OperationPane({ settings }: { settings: ControlSettingsReport }) {
  const { text, language } = useText()
  const { issuer, database, instances, limits, unnamedProxy } = settings
  const count = new Intl.NumberFormat(language)
  const rate = ({ attempts, seconds }: { attempts: number; seconds: number }) =>
    text('settings.rate', { attempts: count.format(attempts), minutes: Math.round(seconds / 60) })
  const facts: Fact[] = [
    {
      id: 'issuer',
      label: text('settings.issuer'),
      value: <CopyableId value={issuer} label={text('settings.issuer')} kept={0} />,
    },
    {
      id: 'activate',
      label: text('settings.publicPage'),
      value: (
        <CopyableId value={`${location.origin}/activate`} label={text('settings.publicPage')} kept={0} />
      ),
    },
    { id: 'address', label: text('settings.perAddress'), value: rate(limits.perAddress) },
    { id: 'key', label: text('settings.perKey'), value: rate(limits.perKey) },
    ...(unnamedProxy === null
      ? []
      : [
          {
            id: 'proxy',
            label: text('settings.unnamedProxy'),
            value: (
              <>
                <code className="licet-mono">{unnamedProxy}</code>
                <Text size="xs" c="dimmed">
                  {text('settings.unnamedProxyMeaning')}
                </Text>
              </>
            ),
          },
        ]),
    { id: 'database', label: text('settings.database'), value: text(`settings.${database}`) },
    {
      id: 'instances',
      label: text('operation.instances'),
      value:
        database === 'sqlite' ? (
          text('operation.alone')
        ) : (
          <Stack gap={2}>
            {instances.map(({ name, self }) => (
              <span key={name}>
                <code className="licet-mono">{name}</code> {self && text('operation.self')}
              </span>
            ))}
          </Stack>
        ),
    },
    {
      id: 'mail',
      label: text('operation.mail'),
      value: (
        <>
          {text('operation.mailNone')}
          <Text size="xs" c="dimmed">
            {text('operation.mailMeaning')}
          </Text>
        </>
      ),
    },
  ]
  return (
    <Pane title={text('settings.fixed')} lead={text('settings.fixedLead')}>
      <FactList facts={facts} />
    </Pane>
  )
}
