import { askServer, Pane, Refusal, ThemeSwitch, useDeed } from '@licet/ui'
import { Button, Group, NativeSelect, NumberInput, Radio, Stack, Switch, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Settings, SettingsReport } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './settings-form.module.css'

type Section = 'general' | 'authentication' | 'notifications'

/** One section of the settings; only what was changed is sent. */
export function SettingsForm({ settings, section }: { settings: SettingsReport; section: Section }) {
  const { text } = useText()
  const { environment: _, ...initialValues } = settings
  const form = useForm<Settings>({ initialValues })
  const save = useDeed({
    run: (values: Settings) => {
      const changed = Object.entries(values).filter(([name]) => form.isDirty(name))
      return askServer<SettingsReport>('/api/settings', {
        method: 'PATCH',
        body: Object.fromEntries(changed),
      })
    },
    done: text('ui.saved'),
    onDone: () => form.resetDirty(),
  })
  return (
    <Pane title={text(`settings.${section}`)}>
      <form onSubmit={form.onSubmit(values => save.mutate(values))}>
        <Stack gap="lg" className={classes.fields}>
          {section === 'general' && (
            <>
              <NativeSelect
                label={text('settings.defaultLanguage')}
                description={text('settings.defaultLanguageHelp')}
                data={[
                  { value: 'en', label: 'English' },
                  { value: 'de', label: 'Deutsch' },
                ]}
                {...form.getInputProps('defaultLanguage')}
              />
              <div>
                <ThemeSwitch />
                <Text size="xs" c="dimmed" mt={4}>
                  {text('settings.themeHelp')}
                </Text>
              </div>
            </>
          )}
          {section === 'authentication' && (
            <>
              <Radio.Group
                label={text('settings.secondFactor')}
                {...form.getInputProps('requireSecondFactor')}
              >
                <Stack gap="xs" mt={8}>
                  {(['nobody', 'admins', 'everybody'] as const).map(who => (
                    <Radio key={who} value={who} label={text(`settings.${who}`)} />
                  ))}
                </Stack>
              </Radio.Group>
              <Text size="sm" c="dimmed">
                {text('settings.passwordPolicy')}
              </Text>
            </>
          )}
          {section === 'notifications' && (
            <>
              <NumberInput
                label={text('settings.seatWarning')}
                description={text('settings.seatWarningHelp')}
                min={50}
                max={100}
                suffix=" %"
                {...form.getInputProps('seatWarningPercent')}
              />
              <NumberInput
                label={text('settings.inactive')}
                description={text('settings.inactiveHelp')}
                min={7}
                max={3650}
                {...form.getInputProps('inactiveDays')}
              />
              <Switch
                label={text('settings.bannerForAll')}
                description={text('settings.bannerForAllHelp')}
                {...form.getInputProps('expiryBannerForEverybody', { type: 'checkbox' })}
              />
            </>
          )}
          <Refusal error={save.error} />
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
              {text('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Pane>
  )
}
