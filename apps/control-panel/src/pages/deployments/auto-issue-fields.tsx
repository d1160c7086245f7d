import { Group, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import type { DeploymentForm } from './auto-issue-body.ts'
import { productsQuery } from './customer-queries.ts'
import { presets } from './presets.ts'

const months = [1, 3, 6, 12] as const

/** The license that is issued together with a deployment. */
export function AutoIssueFields({ form }: { form: UseFormReturnType<DeploymentForm> }) {
  const { text } = useText()
  const { data } = useQuery(productsQuery)
  return (
    <>
      <NativeSelect
        label={text('deployments.policy')}
        description={text(`deployments.presetHelp.${form.values.policy}`)}
        data={presets.map(preset => ({ value: preset, label: text(`deployments.preset.${preset}`) }))}
        {...form.getInputProps('policy')}
      />
      <Group grow align="flex-start">
        <TextInput label={text('deployments.tier')} required {...form.getInputProps('tier')} />
        <NumberInput
          label={text('deployments.seats')}
          min={1}
          max={1_000_000}
          required
          {...form.getInputProps('seats')}
        />
      </Group>
      <TagsInput
        label={text('deployments.products')}
        description={text('deployments.productsHelp')}
        data={data?.products.filter(product => !product.archived).map(product => product.code) ?? []}
        required
        {...form.getInputProps('products')}
      />
      <NativeSelect
        label={text('deployments.term')}
        description={text(
          form.values.policy === 'timed' ? 'deployments.termFromActivation' : 'deployments.termFromNow',
        )}
        data={months.map(count => ({ value: String(count), label: text('deployments.months', { count }) }))}
        value={String(form.values.termMonths)}
        onChange={event => form.setFieldValue('termMonths', Number(event.currentTarget.value))}
      />
    </>
  )
}
