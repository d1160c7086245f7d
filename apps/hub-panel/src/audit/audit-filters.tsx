import { fromDateInput, toDateInput } from '@licet/ui'
import { Button, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { AuditFilter } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'

const daySeconds = 86_400

/** Filters of the audit log; they live in the address, so that a view can be sent to a colleague. */
export function AuditFilters(props: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { text } = useText()
  const { filter, onChange } = props
  const search = useDebouncedCallback((q: string) => onChange({ ...filter, q: q || undefined }), 250)
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        key={filter.q === undefined ? 'empty' : 'filled'}
        label={text('shell.search')}
        placeholder={text('audit.searchHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={filter.q ?? ''}
        onChange={event => search(event.currentTarget.value)}
        flex="1 1 240px"
      />
      <TextInput
        label={text('audit.fromDay')}
        type="date"
        value={filter.from === undefined ? '' : toDateInput(filter.from)}
        onChange={event =>
          onChange({ ...filter, from: fromDateInput(event.currentTarget.value) ?? undefined })
        }
      />
      <TextInput
        label={text('audit.toDay')}
        type="date"
        value={filter.to === undefined ? '' : toDateInput(filter.to)}
        onChange={event => {
          const day = fromDateInput(event.currentTarget.value)
          onChange({ ...filter, to: day === null ? undefined : day + daySeconds - 1 })
        }}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {text('shell.clearFilters')}
        </Button>
      )}
    </Group>
  )
}
