import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { licenseChoicesQuery } from './offline-queries.ts'

const pauseMilliseconds = 200

/** Finds the license that a request is meant for: by customer, id, or the end of the key. */
export function LicenseField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { text } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed, pauseMilliseconds)
  const chosen = value !== ''
  const { data } = useQuery(licenseChoicesQuery(chosen ? '' : wanted))
  return (
    <Select
      label={text('offline.license')}
      description={text('offline.licenseHelp')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': text('ui.pasteClear') }}
      data={(data?.licenses ?? []).map(license => ({
        value: license.id,
        label: [license.customer.name, license.tier, license.keyHint ?? license.id].join(' · '),
      }))}
      filter={({ options }) => options}
      value={chosen ? value : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={id => onChange(id ?? '')}
      nothingFoundMessage={text('offline.noLicense')}
    />
  )
}
