import { Autocomplete, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { customerChoicesQuery } from '../deployments/customer-queries.ts'
import type { IssueForm } from './issue-form.ts'

const pauseMilliseconds = 200

/** Whom the license is for: somebody who is known, or a new name; nothing is written before signing. */
export function CustomerStep({ form }: { form: UseFormReturnType<IssueForm> }) {
  const { text } = useText()
  const { customerName, customerId } = form.values
  const [wanted] = useDebouncedValue(customerName, pauseMilliseconds)
  const { data } = useQuery(customerChoicesQuery(wanted))
  const known = data?.customers ?? []
  const choose = (name: string) => {
    form.setFieldValue('customerName', name)
    form.setFieldValue('customerId', known.find(customer => customer.name === name)?.id ?? '')
  }
  const chosen = known.find(customer => customer.id === customerId)
  return (
    <Stack maw={520}>
      <Autocomplete
        label={text('issuing.customer')}
        description={text('issuing.customerHelp')}
        required
        data={[...new Set(known.map(customer => customer.name))]}
        value={customerName}
        onChange={choose}
        error={form.errors.customerName}
        data-autofocus
      />
      <Text size="sm" c="dimmed" aria-live="polite">
        {customerName.trim() === ''
          ? ''
          : chosen
            ? text('issuing.customerKnown', { count: chosen.licenses, id: chosen.id })
            : text('issuing.customerNew')}
      </Text>
      {customerName.trim() !== '' && customerId === '' && (
        <TextInput
          label={text('issuing.reference')}
          description={text('issuing.referenceHelp')}
          {...form.getInputProps('customerReference')}
        />
      )}
    </Stack>
  )
}
