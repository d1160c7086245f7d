import { NumberInput, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { productsQuery } from '../deployments/customer-queries.ts'
import type { IssueForm } from './issue-form.ts'
import { TermFields } from './term-fields.tsx'
import classes from './terms-step.module.css'

/** What the license gives: tier, seats, products, features, and for how long. */
export function TermsStep({ form }: { form: UseFormReturnType<IssueForm> }) {
  const { text } = useText()
  const { data } = useQuery(productsQuery)
  const offered = data?.products.filter(product => !product.archived) ?? []
  const knownFeatures = offered
    .filter(product => form.values.products.includes(product.code))
    .flatMap(product => product.features.map(feature => feature.name))
  return (
    <Stack maw={760}>
      <div className={classes.pair}>
        <TextInput
          label={text('licenses.tier')}
          description={text('issuing.tierHelp')}
          required
          {...form.getInputProps('tier')}
        />
        <NumberInput
          label={text('licenses.seats')}
          description={text('issuing.seatsHelp')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          required
          {...form.getInputProps('seats')}
        />
      </div>
      <TagsInput
        label={text('licenses.products')}
        description={text('issuing.productsHelp')}
        data={offered.map(product => product.code)}
        required
        {...form.getInputProps('products')}
      />
      <TagsInput
        label={text('issuing.features')}
        description={text('issuing.featuresHelp')}
        data={[...new Set(knownFeatures)]}
        {...form.getInputProps('features')}
      />
      <TermFields form={form} />
      <NumberInput
        label={text('claim.warn_days')}
        description={text('issuing.warnHelp')}
        min={0}
        max={3650}
        allowDecimal={false}
        maw={240}
        {...form.getInputProps('warnDays')}
      />
      <Switch
        label={text('issuing.shortKey')}
        description={text('issuing.shortKeyHelp')}
        {...form.getInputProps('shortKey', { type: 'checkbox' })}
      />
      <Textarea
        label={text('issuing.note')}
        description={text('issuing.noteHelp')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('note')}
      />
    </Stack>
  )
}
