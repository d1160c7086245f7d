import { askServer, Pane, Refusal, useDeed } from '@licet/ui'
import { Group, NativeSelect, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import type { ControlSettingsReport } from './settings-query.ts'
import { changedSettings, formOf, type SettingsValues } from './settings-values.ts'

/** The settings of the control plane; only what was changed is sent. */
export function SettingsForm({ settings }: { settings: ControlSettingsReport }) {
  const { text } = useText()
  const form = useForm<SettingsValues>({
    initialValues: formOf(settings),
    validate: {
      keyPrefix: value => (/^[A-Z][A-Z0-9]{1,15}$/.test(value) ? null : text('settings.prefixRule')),
    },
  })
  const save = useDeed({
    run: (values: SettingsValues) =>
      askServer<ControlSettingsReport>('/v1/settings', {
        method: 'PATCH',
        body: changedSettings(values, settings),
      }),
    done: text('ui.saved'),
    onDone: () => form.resetDirty(),
  })
  return (
    <Pane title={text('settings.changeable')}>
      <form
        onSubmit={form.onSubmit(values =>
          save.mutate(values, { onError: error => form.setErrors({ ...error.fields }) }),
        )}
      >
        <Stack gap="lg">
          <TextInput
            label={text('settings.prefix')}
            description={text('settings.prefixHelp', { prefix: form.values.keyPrefix })}
            {...form.getInputProps('keyPrefix')}
            onChange={event => form.setFieldValue('keyPrefix', event.currentTarget.value.toUpperCase())}
          />
          <Group grow align="flex-start">
            <NumberInput
              label={text('settings.heartbeat')}
              description={text('settings.heartbeatHelp')}
              min={1}
              max={720}
              suffix={text('operation.hours')}
              {...form.getInputProps('heartbeatHours')}
            />
            <NumberInput
              label={text('settings.grace')}
              description={text('settings.graceHelp')}
              min={0}
              max={365}
              suffix={text('operation.days')}
              {...form.getInputProps('graceDays')}
            />
          </Group>
          <Textarea
            label={text('settings.message')}
            description={text('settings.messageHelp')}
            maxLength={500}
            autosize
            minRows={2}
            {...form.getInputProps('activationMessage')}
          />
          <Radio.Group label={text('settings.secondFactor')} {...form.getInputProps('requireSecondFactor')}>
            <Stack gap="xs" mt={8}>
              {(['nobody', 'everybody'] as const).map(who => (
                <Radio key={who} value={who} label={text(`settings.${who}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <NativeSelect
            label={text('settings.language')}
            description={text('settings.languageHelp')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
            {...form.getInputProps('defaultLanguage')}
          />
          <Refusal error={save.error} />
          <Group>
            <PermittedButton
              permission="settings.manage"
              type="submit"
              disabled={!form.isDirty()}
              loading={save.isPending}
            >
              {text('ui.save')}
            </PermittedButton>
          </Group>
        </Stack>
      </form>
    </Pane>
  )
}
