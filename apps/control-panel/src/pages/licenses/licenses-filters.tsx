import { firstSecondOf, lastSecondOf } from '@licet/license'
import { SearchField, toDateInput, useNow } from '@licet/ui'
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { productsQuery } from '../deployments/customer-queries.ts'
import { type ExpiryRange, expiryRanges, rangeBounds, rangeOf } from './expiry-range.ts'
import type { LicensesFilter } from './licenses-query.ts'

const pauseMilliseconds = 300

/** Filters of the list; they live in the address, so that a view can be sent to a colleague. */
export function LicensesFilters(props: {
  filter: LicensesFilter
  onChange: (filter: LicensesFilter) => void
}) {
  const { text } = useText()
  const { filter, onChange } = props
  const now = useNow()
  const range = rangeOf(filter, now)
  const { data } = useQuery(productsQuery)
  const [more, { toggle }] = useDisclosure(filter.customer !== undefined || filter.kid !== undefined)
  const choices = new Set([
    ...(data?.products.map(product => product.code) ?? []),
    ...(filter.product ? [filter.product] : []),
  ])
  const rangeName = (name: ExpiryRange) =>
    name === 'any'
      ? text('licenses.anyTime')
      : name === 'already' || name === 'range'
        ? text(`licenses.${name}`)
        : text('licenses.within', { count: Number(name.slice('within'.length)) })
  return (
    <>
      <Group align="flex-end" gap="sm">
        <SearchField
          value={filter.q}
          placeholder={text('licenses.searchHint')}
          onSearch={q => onChange({ ...filter, q })}
        />
        <NativeSelect
          label={text('licenses.product')}
          value={filter.product ?? ''}
          onChange={event => onChange({ ...filter, product: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: text('licenses.anyProduct') },
            ...[...choices].map(code => ({ value: code, label: code })),
          ]}
        />
        <TypedFilter
          label={text('licenses.tier')}
          value={filter.tier}
          onChange={tier => onChange({ ...filter, tier })}
          width={140}
        />
        <NativeSelect
          label={text('licenses.expiry')}
          value={range}
          onChange={event => {
            const chosen = expiryRanges.find(name => name === event.currentTarget.value) ?? 'any'
            onChange({
              ...filter,
              expiresAfter: undefined,
              expiresBefore: undefined,
              ...rangeBounds(chosen, now),
            })
          }}
          data={expiryRanges.map(name => ({ value: name, label: rangeName(name) }))}
        />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={more}
          onClick={toggle}
        >
          {text(more ? 'licenses.fewer' : 'licenses.more')}
        </Button>
        {Object.values(filter).some(value => value !== undefined) && (
          <Button variant="subtle" onClick={() => onChange({})}>
            {text('ui.clearFilters')}
          </Button>
        )}
      </Group>
      {(more || range === 'range') && (
        <Group align="flex-end" gap="sm">
          {range === 'range' && (
            <>
              <TextInput
                label={text('licenses.expiresFrom')}
                type="date"
                value={filter.expiresAfter === undefined ? '' : toDateInput(filter.expiresAfter)}
                onChange={event =>
                  onChange({ ...filter, expiresAfter: firstSecondOf(event.currentTarget.value) ?? undefined })
                }
              />
              <TextInput
                label={text('licenses.expiresTo')}
                type="date"
                value={filter.expiresBefore === undefined ? '' : toDateInput(filter.expiresBefore)}
                onChange={event =>
                  onChange({ ...filter, expiresBefore: lastSecondOf(event.currentTarget.value) ?? undefined })
                }
              />
            </>
          )}
          {more && (
            <>
              <TypedFilter
                label={text('licenses.customerId')}
                value={filter.customer}
                onChange={customer => onChange({ ...filter, customer })}
                width={230}
              />
              <TypedFilter
                label={text('licenses.kid')}
                value={filter.kid}
                onChange={kid => onChange({ ...filter, kid })}
                width={230}
              />
            </>
          )}
        </Group>
      )}
    </>
  )
}

function TypedFilter(props: {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  width: number
}) {
  const { label, value, onChange, width } = props
  const tell = useDebouncedCallback((typed: string) => onChange(typed.trim() || undefined), pauseMilliseconds)
  return (
    <TextInput
      // A new field when the filters are cleared from elsewhere, as it keeps what was typed.
      key={value === undefined ? 'empty' : 'filled'}
      label={label}
      defaultValue={value ?? ''}
      onChange={event => tell(event.currentTarget.value)}
      w={width}
    />
  )
}
