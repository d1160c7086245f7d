import { Radio, Stack, Text, Title } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconBox, IconCloudOff, IconCpu, IconHourglass, IconServer2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { PolicyFacts } from '../../claims/policy-facts.tsx'
import { useText } from '../../language/use-text.ts'
import type { IssueForm, Preset } from './issue-form.ts'
import { presets } from './issue-form.ts'
import classes from './model-step.module.css'
import { policiesQuery } from './policies-query.ts'

const icons: Readonly<Record<Preset, typeof IconBox>> = {
  'air-gapped': IconCloudOff,
  'self-hosted': IconServer2,
  'node-locked': IconCpu,
  appliance: IconBox,
  timed: IconHourglass,
}

/** How strict the license is: five models told in words, then the policies of one's own. */
export function ModelStep({ form }: { form: UseFormReturnType<IssueForm> }) {
  const { text } = useText()
  const { data } = useQuery(policiesQuery)
  const own = data?.policies.filter(policy => policy.preset === null) ?? []
  const chosen = data?.policies.find(
    policy => policy.id === form.values.policy || policy.preset === form.values.policy,
  )
  const choose = (value: string) => {
    const timed = value === 'timed' || own.find(policy => policy.id === value)?.timed === true
    const rules = data?.policies.find(policy => policy.id === value || policy.preset === value)?.rules
    form.setValues({
      policy: value,
      timed,
      months: timed ? form.values.months || 12 : form.values.months,
      shortKey: rules === undefined ? value !== 'air-gapped' : rules.binding === 'machine',
    })
    form.clearFieldError('policy')
  }
  return (
    <Stack>
      <Radio.Group
        label={text('issuing.model')}
        description={text('issuing.modelHelp')}
        value={form.values.policy}
        onChange={choose}
        error={form.errors.policy}
      >
        <div className={classes.cards}>
          {presets.map(preset => {
            const Icon = icons[preset]
            return (
              <Radio.Card key={preset} value={preset} className={classes.card}>
                <span className={classes.head}>
                  <Icon size={22} stroke={1.6} aria-hidden />
                  <span className={classes.name}>{text(`preset.${preset}`)}</span>
                  <Radio.Indicator />
                </span>
                <span className={classes.lead}>{text(`issuing.presetLead.${preset}`)}</span>
                <span className={classes.help}>{text(`issuing.presetHelp.${preset}`)}</span>
              </Radio.Card>
            )
          })}
          {own.map(policy => (
            <Radio.Card key={policy.id} value={policy.id} className={classes.card}>
              <span className={classes.head}>
                <span className={classes.name}>{policy.name}</span>
                <Radio.Indicator />
              </span>
              <span className={classes.lead}>{text('preset.own')}</span>
              <span className={classes.help}>{policy.description}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {chosen && (
        <section aria-label={text('issuing.rules')}>
          <Title order={2} size="h3" mb="xs">
            {text('issuing.rules')}
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {text('issuing.rulesHelp')}
          </Text>
          <PolicyFacts rules={chosen.rules} />
        </section>
      )}
    </Stack>
  )
}
