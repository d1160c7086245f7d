import type { customer } from '@licet/api/control'
import { askServer, Refusal, useDeed } from '@licet/ui'
import { Button, Select, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useText } from '../../language/use-text.ts'
import { customerChoicesQuery } from './customer-queries.ts'

const pauseMilliseconds = 200

/** Finds a customer by name; one who is not known yet is created on the spot. */
export function CustomerField(props: { value: string; onChange: (id: string) => void; error: ReactNode }) {
  const { text } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed, pauseMilliseconds)
  const { data } = useQuery(customerChoicesQuery(wanted))
  const create = useDeed({
    run: (name: string) =>
      askServer<z.infer<typeof customer>>('/v1/customers', { method: 'POST', body: { name }, once: true }),
    onDone: made => props.onChange(made.id),
  })
  const choices = (data?.customers ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const unknown = typed.trim() !== '' && choices.every(({ label }) => label !== typed.trim())
  return (
    <Stack gap={6}>
      <Select
        label={text('deployments.customer')}
        description={text('deployments.customerHelp')}
        required
        searchable
        data={choices}
        value={props.value === '' ? null : props.value}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={id => props.onChange(id ?? '')}
        nothingFoundMessage={text('deployments.noCustomer')}
        error={props.error}
      />
      {unknown && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUserPlus size={15} aria-hidden />}
          loading={create.isPending}
          onClick={() => create.mutate(typed.trim())}
        >
          {text('deployments.newCustomer', { name: typed.trim() })}
        </Button>
      )}
      <Refusal error={create.error} />
    </Stack>
  )
}
